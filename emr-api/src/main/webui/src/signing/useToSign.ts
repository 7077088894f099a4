import { useEffect } from "react";
import { SIGNERS } from "../frame/screens";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { may, useMe } from "../session";
import { signing } from "./api";

const LOOK_AGAIN_MS = 300_000;
const SIGNED = "emr-signed";

/** Tells the menu that something was signed or sent back. */
export const tellSigned = () => void window.dispatchEvent(new Event(SIGNED));

/** How much waits to be signed now by the one who looks; nothing for who signs nothing. */
export function useToSign(): { n: number; words: string } | undefined {
  const { t } = useSpeech();
  const me = useMe();
  const { data, reload } = useLoad(SIGNERS.some((right) => may(me, right)) ? "to sign" : null, (signal, background) => signing.counts(signal, background), { everyMs: LOOK_AGAIN_MS });
  useEffect(() => {
    window.addEventListener(SIGNED, reload);
    return () => window.removeEventListener(SIGNED, reload);
  }, [reload]);
  const n = data?.ready ?? 0;
  return n > 0 ? { n, words: t("signing.waits", { n }) } : undefined;
}
