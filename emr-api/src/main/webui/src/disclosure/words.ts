import { useSpeech } from "../lang";

/** yyyy-MM-dd as dd/MM/yyyy. */
export const dayOf = (text: string | undefined) => text?.split("-").reverse().join("/") ?? "";

/** Codes of this room in words. */
export function useCodes() {
  const { code } = useSpeech();
  return {
    list: (group: string, codes: readonly string[]) => codes.map((one) => code(group, one)).join(", "),
    who: (request: { requester: string; name: string; organization?: string }) => [request.name, request.organization, code("requester", request.requester)].filter(Boolean).join(" · "),
    proof: (proof: { kind: string; number: string; by?: string; on?: string } | undefined) =>
      proof ? [`${code("proof", proof.kind)} ${proof.number}`, proof.by, dayOf(proof.on)].filter(Boolean).join(", ") : "",
  };
}
