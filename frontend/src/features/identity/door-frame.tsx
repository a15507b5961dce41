import type { ReactNode } from "react";
import { Logo } from "@/components/logo";
import { useTitle } from "@/components/page-frame";

/** The one card of the signed-out pages; `beside` stands at its side, below it on a small screen. */
export function DoorFrame({ title, hint, beside, children }: { title: string; hint: ReactNode; beside?: ReactNode; children: ReactNode }) {
  useTitle(title);
  return (
    <main className="relative flex min-h-full flex-col items-center justify-center gap-8 overflow-hidden bg-background px-4 py-10 lg:flex-row lg:gap-12">
      <div
        aria-hidden
        className="pointer-events-none absolute inset-0 [background:radial-gradient(60rem_30rem_at_15%_-10%,color-mix(in_srgb,var(--primary)_16%,transparent),transparent_70%),radial-gradient(50rem_28rem_at_95%_110%,color-mix(in_srgb,var(--accent)_16%,transparent),transparent_70%)]"
      />
      <div className="relative w-full max-w-[380px] rounded-xl border border-transparent p-7 shadow-pop backdrop-blur-md [background:linear-gradient(color-mix(in_srgb,var(--surface)_92%,transparent),color-mix(in_srgb,var(--surface)_92%,transparent))_padding-box,linear-gradient(135deg,color-mix(in_srgb,var(--primary)_55%,var(--border)),var(--border)_45%,color-mix(in_srgb,var(--accent)_55%,var(--border)))_border-box]">
        <div className="mb-6 flex items-center gap-2.5">
          <Logo className="size-8" />
          <span className="text-[17px] font-semibold tracking-[-0.015em]">Pivotal</span>
        </div>
        <h1 className="text-title font-semibold tracking-[-0.015em]">{title}</h1>
        <p className="mt-1 mb-5 text-table text-muted-foreground">{hint}</p>
        {children}
      </div>
      {beside}
    </main>
  );
}
