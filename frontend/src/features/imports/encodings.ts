/** "utf-8+windows-1252" is UTF-8 in which some lines are in the other. */
export const encodingName = (name: string) => name.replace("+", ", some lines ");
