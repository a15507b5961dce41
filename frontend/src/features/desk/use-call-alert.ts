import { useEffect, useRef } from "react";

let audio: AudioContext | undefined;

/** Browsers allow sound only after a gesture; choosing a status is one. */
export function allowSound() {
  try {
    audio ??= new AudioContext();
    void audio.resume();
  } catch {
    audio = undefined; // no sound device; the card and the tab title still tell
  }
}

function chime() {
  if (!audio || audio.state !== "running") return;
  const start = audio.currentTime;
  for (const [index, pitch] of [660, 880].entries()) {
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    tone.frequency.value = pitch;
    gain.gain.setValueAtTime(0, start + index * 0.14);
    gain.gain.linearRampToValueAtTime(0.18, start + index * 0.14 + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.001, start + index * 0.14 + 0.3);
    tone.connect(gain).connect(audio.destination);
    tone.start(start + index * 0.14);
    tone.stop(start + index * 0.14 + 0.32);
  }
}

/** Sound and tab title for a call that has just arrived. */
export function useCallAlert(callId: string | undefined, live: boolean, name: string | undefined) {
  const heard = useRef<string>();
  useEffect(() => {
    if (!callId || !live || heard.current === callId) return;
    heard.current = callId;
    chime();
  }, [callId, live]);
  useEffect(() => {
    if (!live || !name) return;
    const before = document.title;
    document.title = `● ${name} · Pivotal`;
    return () => {
      document.title = before;
    };
  }, [live, name]);
}
