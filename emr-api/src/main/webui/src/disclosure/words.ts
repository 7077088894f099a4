import { day } from "../format/time";
import { useSpeech } from "../lang";

/** Codes of this room in words. */
export function useCodes() {
  const { code } = useSpeech();
  return {
    list: (group: string, codes: readonly string[]) => codes.map((one) => code(group, one)).join(", "),
    who: (request: { requester: string; name: string; organization?: string }) => [request.name, request.organization, code("requester", request.requester)].filter(Boolean).join(" · "),
    proof: (proof: { kind: string; number: string; by?: string; on?: string } | undefined) =>
      proof ? [`${code("proof", proof.kind)} ${proof.number}`, proof.by, day(proof.on)].filter(Boolean).join(", ") : "",
  };
}
