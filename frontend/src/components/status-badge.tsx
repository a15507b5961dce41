import {
  AlertTriangle,
  Ban,
  Check,
  CheckCheck,
  CircleDashed,
  CirclePause,
  Clock,
  Coffee,
  Eye,
  Headphones,
  Loader2,
  MinusCircle,
  PenLine,
  Phone,
  PhoneOff,
  Play,
  Power,
  Send,
  Users,
  Voicemail,
  X,
  type LucideIcon,
} from "lucide-react";
import { words } from "@/lib/format";
import { Badge, type Tone } from "./ui/badge";

interface Look {
  tone: Tone;
  icon: LucideIcon;
  label?: string;
}

/** Every status word of the product in one place: colour, icon, and the word itself. */
const looks: Record<string, Look> = {
  // campaigns, orders
  draft: { tone: "slate", icon: PenLine },
  active: { tone: "green", icon: Play },
  paused: { tone: "amber", icon: CirclePause },
  draining: { tone: "violet", icon: Loader2 },
  completed: { tone: "teal", icon: CheckCheck },
  cancelled: { tone: "slate", icon: Ban },
  submitted: { tone: "blue", icon: Send },
  in_progress: { tone: "green", icon: Play, label: "In progress" },
  // imports
  uploaded: { tone: "slate", icon: CircleDashed },
  waiting: { tone: "amber", icon: Clock },
  running: { tone: "blue", icon: Loader2 },
  failed: { tone: "red", icon: AlertTriangle },
  // leads
  new: { tone: "blue", icon: CircleDashed },
  under_review: { tone: "violet", icon: PenLine, label: "Under review" },
  approved: { tone: "green", icon: Check },
  rejected: { tone: "red", icon: X },
  published: { tone: "teal", icon: CheckCheck },
  // agents
  offline: { tone: "slate", icon: Power },
  available: { tone: "green", icon: Headphones },
  on_call: { tone: "blue", icon: Phone, label: "On call" },
  preview: { tone: "teal", icon: Eye, label: "Preview" },
  wrap_up: { tone: "amber", icon: PenLine, label: "Wrap-up" },
  break: { tone: "violet", icon: Coffee },
  // calls
  intent: { tone: "slate", icon: Clock, label: "About to dial" },
  dialing: { tone: "slate", icon: Phone },
  ringing: { tone: "amber", icon: Phone },
  answered: { tone: "green", icon: Phone },
  bridged: { tone: "blue", icon: Users, label: "With agent" },
  ended: { tone: "slate", icon: PhoneOff },
  connected: { tone: "green", icon: Phone },
  message_delivered: { tone: "teal", icon: CheckCheck, label: "Message played" },
  hung_up: { tone: "slate", icon: PhoneOff, label: "Hung up" },
  no_answer: { tone: "slate", icon: PhoneOff, label: "No answer" },
  voicemail: { tone: "slate", icon: Voicemail },
  abandoned: { tone: "red", icon: AlertTriangle },
  qualified: { tone: "green", icon: Check },
  not_interested: { tone: "slate", icon: X, label: "Not interested" },
  callback_requested: { tone: "blue", icon: Clock, label: "Callback" },
  dnc_request: { tone: "red", icon: Ban, label: "Do not call" },
  wrong_number: { tone: "amber", icon: PhoneOff, label: "Wrong number" },
  invalid_data: { tone: "amber", icon: AlertTriangle, label: "Invalid data" },
  voicemail_left: { tone: "slate", icon: Voicemail, label: "Voicemail left" },
  invalid_number: { tone: "amber", icon: PhoneOff, label: "Invalid number" },
  fax: { tone: "slate", icon: PhoneOff },
  // queue
  queued: { tone: "blue", icon: Clock },
  claimed: { tone: "violet", icon: Phone },
  done: { tone: "teal", icon: CheckCheck },
  removed: { tone: "slate", icon: Ban },
  busy: { tone: "slate", icon: MinusCircle },
  // users
  disabled: { tone: "slate", icon: Ban },
  suspended: { tone: "red", icon: Ban },
};

export function StatusBadge({ status, className }: { status: string; className?: string }) {
  const key = status.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
  const look = looks[key] ?? { tone: "slate" as const, icon: CircleDashed };
  return (
    <Badge tone={look.tone} className={className}>
      <look.icon aria-hidden />
      {look.label ?? words(status)}
    </Badge>
  );
}
