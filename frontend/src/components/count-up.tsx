import { useEffect, useState } from "react";
import { count } from "@/lib/format";

const duration = 600;

/** A figure that counts up to its value when it is first shown; later values stand at once, and for whoever wants less motion all do. */
export function CountUp({ to }: { to: number }) {
  const [part, setPart] = useState(() => (still() ? 1 : 0));
  useEffect(() => {
    if (still()) return;
    const began = performance.now();
    let frame = requestAnimationFrame(function step(now: number) {
      const passed = Math.min(1, Math.max(0, (now - began) / duration));
      setPart(passed);
      if (passed < 1) frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  if (part === 1) return count(to);
  return (
    <>
      {/* Fast first, so that the order of magnitude is read at once. */}
      <span aria-hidden>{count(Math.round(to * (1 - (1 - part) ** 3)))}</span>
      <span className="sr-only">{count(to)}</span>
    </>
  );
}

const still = () => typeof window.matchMedia !== "function" || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
