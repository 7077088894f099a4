import { useMemo, useState, type ReactNode } from "react";
import type { OpenSheet } from "../forms/api";
import { moment } from "../format/time";
import { useLoad } from "../load";
import { AskPatient } from "../patient-signing/page";
import { MOST, signing, type SheetSignatures, type SigningPlace } from "./api";
import { entriesToSign, placeToSign, speaks } from "./places";
import { RefuseSheet } from "./Preview";
import { SignSheet } from "./SignSheet";
import type { ToSign } from "./useBatch";
import { tellSigned } from "./useToSign";
import { VerifyDrawer } from "./VerifyDrawer";

/** What is known and may be done about the signatures of an open sheet. */
export interface SheetSigning {
  patientId: string;
  opened: OpenSheet;
  signed: SheetSignatures;
  /** Entries of the one who looks. */
  own: ToSign[];
  signPlace: (place: SigningPlace) => void;
  signOwn: () => void;
  refuse: (place: SigningPlace) => void;
  askPatient: (place: SigningPlace) => void;
  verify: (documentId: string) => void;
}

type Act = { at: "sign"; items: ToSign[] } | { at: "refuse" | "ask"; place: SigningPlace } | { at: "verify"; documentId: string };

/**
 * Signatures of a sheet; nothing for a new one, for a paper, and where signatures have nothing to say.
 *
 * @param onChanged the sheet may be another: it was signed, or sent back
 */
export function useSheetSigning(patientId: string, opened: OpenSheet | undefined, onChanged: () => void): { of?: SheetSigning; layer: ReactNode } {
  const [act, setAct] = useState<Act>();
  const sheet = opened?.sheet;
  const loaded = useLoad(sheet && !sheet.scan ? `signatures ${sheet.id} ${sheet.version}` : null, (signal) => signing.ofSheet(patientId, sheet!.id, signal));
  const signed = loaded.data;
  const of = useMemo<SheetSigning | undefined>(() => {
    if (!opened || !signed || !speaks(signed)) return undefined;
    const own = entriesToSign(patientId, opened, signed, moment).slice(0, MOST);
    return {
      patientId,
      opened,
      signed,
      own,
      signPlace: (place) => setAct({ at: "sign", items: [placeToSign(patientId, opened, place)] }),
      signOwn: () => setAct({ at: "sign", items: own }),
      refuse: (place) => setAct({ at: "refuse", place }),
      askPatient: (place) => setAct({ at: "ask", place }),
      verify: (documentId) => setAct({ at: "verify", documentId }),
    };
  }, [patientId, opened, signed]);
  const close = () => setAct(undefined);
  const changed = () => {
    loaded.reload();
    tellSigned();
    onChanged();
  };
  const layer = (
    <>
      {act?.at === "sign" && <SignSheet items={act.items} onClose={close} onSigned={changed} />}
      {act?.at === "refuse" && sheet && <RefuseSheet patientId={patientId} sheetId={sheet.id} version={sheet.version} place={act.place.number} onClose={close} onRefused={changed} />}
      {act?.at === "ask" && sheet && <AskPatient patientId={patientId} sheetId={sheet.id} version={sheet.version} place={act.place.number} words={act.place.words ?? ""} onClose={close} onSigned={changed} />}
      {act?.at === "verify" && <VerifyDrawer documentId={act.documentId} onClose={close} />}
    </>
  );
  return { of, layer };
}
