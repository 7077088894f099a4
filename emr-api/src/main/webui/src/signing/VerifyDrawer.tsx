import { Drawer } from "../frame/Drawer";
import { Shown } from "../frame/states";
import { useLoad } from "../load";
import { Verdicts } from "./Verdicts";
import { verifying } from "./verifying";
import { useWords } from "./words";

/** What verifying says of a document of this server, beside the sheet it was made of. */
export function VerifyDrawer({ documentId, onClose }: { documentId: string; onClose: () => void }) {
  const { t } = useWords();
  const found = useLoad(`verified ${documentId}`, (signal) => verifying.byCode(documentId, signal));
  return (
    <Drawer title={t("panel.verify")} onClose={onClose}>
      <Shown from={found} rows={6}>{(verified) => <Verdicts of={verified} />}</Shown>
    </Drawer>
  );
}
