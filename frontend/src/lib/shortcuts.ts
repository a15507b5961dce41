import { registeredCommands, type Command } from "./commands";
import { preference } from "./preferences";

const sequenceTimeout = 900;

const isMac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

function typing(target: EventTarget | null) {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !(target instanceof HTMLInputElement && /^(checkbox|radio|button)$/.test(target.type))
  );
}

/** The pressed key in the registry's notation. */
function stroke(event: KeyboardEvent) {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const key = event.key === " " ? "space" : event.key.toLowerCase();
  const parts = [mod && "mod", event.altKey && "alt", event.shiftKey && (mod || key.length > 1) && "shift", key];
  return parts.filter(Boolean).join("+");
}

/** For people: ["⌘", "K"] or ["Ctrl", "K"]; a sequence gives one list per stroke. */
export function keyLabels(keys: string) {
  const label: Record<string, string> = {
    mod: isMac ? "⌘" : "Ctrl",
    shift: "Shift",
    enter: "Enter",
    escape: "Esc",
    arrowdown: "↓",
    arrowup: "↑",
    space: "Space",
  };
  return keys.split(" ").map((part) => part.split("+").map((key) => label[key] ?? key.toUpperCase()));
}

/** Enter, Space and the arrows belong to the control that has the focus. */
function ownedByControl(pressed: string, target: EventTarget | null) {
  return (
    /(^|\+)(enter|space|arrow\w+)$/.test(pressed) &&
    target instanceof HTMLElement &&
    target.closest("button,a,input,summary,[role=button],[role=checkbox],[role=radio],[role=tab],[role=combobox]") !== null
  );
}

/** Something lies over the page. A panel beside it does not: the list is walked while a record of it is open. */
function dialogOpen() {
  const over = '[role="dialog"]:not([data-side-panel]),[role="alertdialog"],[role="menu"],[role="listbox"][data-state="open"]';
  return document.querySelector(over) !== null;
}

/** Listens for the whole registry. Later registrations win, so a page can take a key from the shell. */
export function listenForShortcuts() {
  let pending = "";
  let pendingAt = 0;

  function onKeyDown(event: KeyboardEvent) {
    // Behind the wall of an ended session the page only waits.
    if (event.isComposing || document.querySelector("[data-signed-out]")) return;
    const pressed = stroke(event);
    // A select takes nothing of a Ctrl Enter but that its list stays shut.
    const shut = pressed === "mod+enter" && event.target instanceof HTMLElement && event.target.closest("[role=combobox]") !== null;
    if (event.defaultPrevented && !shut) return;
    const bare = !pressed.includes("mod+") && !pressed.includes("alt+");
    if (bare && (typing(event.target) || ownedByControl(pressed, event.target) || dialogOpen())) return;
    if (bare && pressed.length === 1 && pressed !== "?" && pressed !== "/" && !preference("letterKeys")) return;

    const fresh = pending && event.timeStamp - pendingAt < sequenceTimeout ? `${pending} ${pressed}` : "";
    const commands = registeredCommands();
    const find = (keys: string) => commands.findLast((command: Command) => command.keys === keys);
    const command = (fresh && find(fresh)) || find(pressed);
    if (command) {
      pending = "";
      event.preventDefault();
      command.run();
      return;
    }
    pending = commands.some((candidate) => candidate.keys?.startsWith(`${pressed} `)) ? pressed : "";
    pendingAt = event.timeStamp;
  }

  document.addEventListener("keydown", onKeyDown);
  return () => document.removeEventListener("keydown", onKeyDown);
}
