/** What every chart shares: no motion of its own, quiet axes, the tokens' colours. */
export const axis = {
  stroke: "var(--border-strong)",
  tick: { fill: "var(--muted-foreground)", fontSize: 11 },
  tickLine: false,
  axisLine: false,
} as const;
export const grid = { stroke: "var(--border)", vertical: false } as const;
export const still = { isAnimationActive: false } as const;
export const tip = {
  isAnimationActive: false,
  cursor: { fill: "var(--hover)" },
  contentStyle: {
    background: "var(--raised)",
    border: "1px solid var(--border)",
    borderRadius: 6,
    fontSize: 12,
    color: "var(--foreground)",
    boxShadow: "var(--pop-shadow)",
  },
  itemStyle: { color: "var(--foreground)" },
  labelStyle: { color: "var(--muted-foreground)" },
} as const;

/** A name on a category axis of `width` pixels at 12 px; longer ones would be cut at their beginning. The table behind the chart has them whole. */
export const named = (width: number) => (name: unknown) => {
  const most = Math.floor(width / 7);
  const text = String(name);
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
};

export const colors = {
  primary: "var(--primary)",
  accent: "var(--accent)",
  success: "var(--success)",
  warning: "var(--warning)",
  danger: "var(--danger)",
  violet: "var(--violet)",
  slate: "var(--slate-dot)",
} as const;
