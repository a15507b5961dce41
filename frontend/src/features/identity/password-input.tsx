import { Eye, EyeOff } from "lucide-react";
import { forwardRef, useState, type InputHTMLAttributes } from "react";
import { Input } from "@/components/ui/input";

export const PasswordInput = forwardRef<HTMLInputElement, InputHTMLAttributes<HTMLInputElement>>(function PasswordInput(props, ref) {
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <div className="relative">
      <Input ref={ref} type={shown ? "text" : "password"} className="h-9 pr-9" {...props} />
      <button
        type="button"
        aria-label={shown ? "Hide the password" : "Show the password"}
        onClick={() => setShown(!shown)}
        className="absolute top-1 right-1 inline-flex size-7 items-center justify-center rounded-sm text-muted-foreground hover:text-foreground"
      >
        <Icon className="size-4" />
      </button>
    </div>
  );
});
