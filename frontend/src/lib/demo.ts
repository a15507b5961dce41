/** The server says so in the page itself: where there is no demo, nothing is asked for. */
export const hasDemo = () => document.querySelector('meta[name="pivotal-demo"]') !== null;
