import { useRef, useState } from "react";
import { useDoing } from "../doing";
import { typedDay } from "../format/typed";
import { DateField } from "../frame/DateField";
import { Drawer } from "../frame/Drawer";
import { ProblemNote } from "../frame/states";
import { sheets as calls, type OfferedForm, type SheetRow } from "../forms/api";
import { clean } from "../forms/answers";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { MOST_PAGES, scans } from "./api";
import { Choosing } from "./Choosing";
import { kinds, OTHER } from "./kinds";
import { usePages } from "./usePages";

interface Props {
  patientId: string;
  folderId: string;
  sheets: readonly SheetRow[];
  offered: readonly OfferedForm[];
  /** What is added says why: the record is completed. */
  addendum: boolean;
  onClose: () => void;
  onKept: () => void;
}

/** Adds a paper: its pages are looked at and put in order, then kept under what it is. */
export function AddPaper({ patientId, folderId, sheets, offered, addendum, onClose, onKept }: Props) {
  const { t } = useSpeech();
  const pages = usePages(patientId, folderId);
  const catalogue = useLoad("forms", (signal) => calls.forms(signal));
  const { busy, problem, run } = useDoing();
  const requestId = useRef(crypto.randomUUID());
  const [typed, setTyped] = useState("");
  const [form, setForm] = useState(OTHER);
  const [title, setTitle] = useState("");
  const [dated, setDated] = useState("");
  const [note, setNote] = useState("");
  const [reason, setReason] = useState("");
  const { here, elsewhere } = kinds(offered, sheets, catalogue.data?.forms ?? [], typed, form);
  const day = typedDay(dated);
  const count = pages.pages.length;
  const whole = day !== undefined && count > 0 && count <= MOST_PAGES && (form !== OTHER || title.trim().length >= 2) && (!addendum || reason.trim().length >= 3) && !pages.sending;
  const keep = () =>
    scans.keep(patientId, folderId, {
      requestId: requestId.current,
      form: form || undefined,
      title: form ? undefined : title.trim(),
      dated: day!,
      note: note.trim() || undefined,
      reason: addendum ? reason.trim() : undefined,
      pages: pages.pages.map(({ file, page, turn }) => ({ file, page, turn })),
    });
  return (
    <Drawer title={t("scans.add")} onClose={onClose} wide>
      <form
        className="order-form scan-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (whole) void run(keep).then((done) => done && onKept());
        }}
      >
        <Choosing patientId={patientId} folderId={folderId} pages={pages} />
        <label>
          {t("scans.find")}
          <input value={typed} autoComplete="off" maxLength={80} onChange={(event) => setTyped(event.target.value)} />
        </label>
        <label>
          {t("scans.kind")}
          <select value={form} onChange={(event) => setForm(event.target.value)}>
            <option value={OTHER}>{t("scans.other")}</option>
            {here.length > 0 && <optgroup label={t("scans.here")}>{here.map((one) => <option key={one.code} value={one.code}>{one.code} {one.title}</option>)}</optgroup>}
            {elsewhere.length > 0 && <optgroup label={t("scans.elsewhere")}>{elsewhere.map((one) => <option key={one.code} value={one.code}>{one.code} {one.title}</option>)}</optgroup>}
          </select>
        </label>
        {form === OTHER && (
          <label>
            {t("scans.name")}
            <input value={title} required autoComplete="off" maxLength={150} onChange={(event) => setTitle(clean(event.target.value, false))} />
          </label>
        )}
        <DateField label="scans.dated" value={dated} onChange={setDated} />
        <label>
          {t("scans.note")}
          <input value={note} autoComplete="off" maxLength={500} onChange={(event) => setNote(clean(event.target.value, false))} />
        </label>
        {addendum && (
          <label>
            {t("scans.reason")}
            <input value={reason} required autoComplete="off" maxLength={500} onChange={(event) => setReason(clean(event.target.value, false))} />
          </label>
        )}
        {problem && <ProblemNote problem={problem} />}
        <button type="submit" className="button primary" disabled={busy || !whole}>{t("scans.keep", { n: count })}</button>
      </form>
    </Drawer>
  );
}
