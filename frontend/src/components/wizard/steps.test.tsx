import { render } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { Steps } from "./steps";

it("begins each step at its top", () => {
  const scrollTo = vi.fn();
  const steps = [
    { key: "one", title: "One" },
    { key: "two", title: "Two" },
  ];
  const page = (current: string) => (
    <main id="content" ref={(element) => element && Object.assign(element, { scrollTo })}>
      <Steps steps={steps} current={current} reachable={() => true} onGo={() => {}} />
    </main>
  );
  const { rerender } = render(page("one"));
  expect(scrollTo).not.toHaveBeenCalled();
  rerender(page("two"));
  expect(scrollTo).toHaveBeenCalledExactlyOnceWith(0, 0);
});
