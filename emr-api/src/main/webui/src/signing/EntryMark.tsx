import { createContext, useContext } from "react";
import { moment } from "../format/time";
import { Icon } from "../frame/Icon";
import type { SignedEntry } from "./api";
import { useWords } from "./words";

interface Entries {
  of: ReadonlyMap<string, SignedEntry>;
  onVerify: (documentId: string) => void;
}

const EntriesContext = createContext<Entries | undefined>(undefined);
/** Who signed which entry of the sheet below it. */
export const SignedEntries = EntriesContext.Provider;

/** Whether an entry is signed, by whom and when; what was found of the signature is a press away. */
export function EntryMark({ entry }: { entry: string }) {
  const { t } = useWords();
  const entries = useContext(EntriesContext);
  const signed = entries?.of.get(entry);
  if (!signed) return null;
  const { signature } = signed;
  if (!signature) return <span className="chip chip-warn">{t("entry.waits")}</span>;
  const words = t("entry.signed", { by: signature.signer, at: moment(signature.stampedAt ?? signature.at) });
  return <button type="button" className="entry-signed" aria-label={`${words}. ${t("panel.verify")}`} onClick={() => entries!.onVerify(signature.documentId)}><Icon name="pen" size={13} /> <span>{words}</span></button>;
}
