import { Ear, MessageCircle, Mic } from "lucide-react";

/** What a supervisor can be on a conversation, and who hears whom. */
export const supervisorRoles = [
  { value: "monitor", label: "Listen", doing: "You are listening to", hint: "Nobody hears you", icon: Ear },
  { value: "whisper", label: "Whisper", doing: "You are whispering to", hint: "Only the agent hears you", icon: MessageCircle },
  { value: "barge", label: "Join in", doing: "You are talking with", hint: "Both hear you", icon: Mic },
];
