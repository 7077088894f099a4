import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useDoing } from "../doing";
import { Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad, WOKEN } from "../load";
import { PatientFrame } from "../pages/PatientFrame";
import { go, type Route } from "../route";
import { sheets, type OpenSheet } from "./api";
import { Filling, type Start } from "./filling";
import { SheetDesk } from "./SheetDesk";
import { useEditor } from "./useEditor";
import { useLeaving } from "./useLeaving";

type SheetRoute = Extract<Route, { page: "sheet" | "newSheet" }>;

/** What is asked of the server to open it. */
async function start(route: SheetRoute, signal: AbortSignal): Promise<Start> {
  const patientId = route.id;
  if (route.page === "sheet") {
    const opened = await sheets.read(patientId, route.sheet, undefined, signal);
    return { patientId, form: opened.form, answers: opened.sheet.answers, opened };
  }
  const { form, answers, addendum } = await sheets.fresh(patientId, route.folder, route.form.replace("-", "/"), signal);
  const happened = `${new Date().toISOString().slice(0, 16)}:00Z`;
  return { patientId, form, answers, fresh: { folderId: route.folder, happened, addendum }, onCreated: ({ sheet }) => go({ page: "sheet", id: patientId, sheet: sheet.id }, true, true) };
}

/** What is being filled in; a new sheet that was saved for the first time is the same, under its own address. */
function useFilling(route: SheetRoute) {
  const name = route.page === "sheet" ? route.sheet : `${route.folder} ${route.form}`;
  const [held, setHeld] = useState<{ name: string; filling: Filling }>();
  const same = held && (held.name === name || held.filling.read().opened?.sheet.id === name);
  const filling = same ? held.filling : undefined;
  const loaded = useLoad(filling ? null : name, (signal) => start(route, signal));
  const { data } = loaded;
  useEffect(() => {
    if (data) setHeld({ name, filling: new Filling(data) });
    // The name belongs to the data.
  }, [data]);
  useEffect(() => filling?.open(), [filling]);
  return { filling, loaded };
}

const nothing = { subscribe: () => () => undefined, read: () => undefined };

/** A sheet of a record: read, filled in, completed, taken back; what is typed is never lost. */
export function SheetPage({ route }: { route: SheetRoute }) {
  const { t } = useSpeech();
  const { filling, loaded } = useFilling(route);
  const filled = useSyncExternalStore(filling?.subscribe ?? nothing.subscribe, filling?.read ?? nothing.read);
  const sheetId = filled?.opened?.sheet.id;
  const editor = useEditor(route.id, filling, sheetId);
  const leaving = useLeaving(filling);
  const looking = useDoing();
  const [old, setOld] = useState<OpenSheet>();

  // Seen again, a sheet that is only read may have another version.
  const reading = editor.at === "reading";
  useEffect(() => {
    if (!filling || !sheetId || !reading) return undefined;
    const again = () => void sheets.read(route.id, sheetId).then((now) => filling.dirty || filling.written(now), () => undefined);
    window.addEventListener(WOKEN, again);
    return () => window.removeEventListener(WOKEN, again);
  }, [filling, sheetId, reading, route.id]);

  const look = useCallback(
    (version: number | undefined) => {
      if (version === undefined || version === filling?.read().opened?.sheet.version) return setOld(undefined);
      return void looking.run(async () => setOld(await sheets.read(route.id, sheetId!, version)));
    },
    [filling, looking, route.id, sheetId],
  );
  const view = useMemo(() => (filling && filled ? { filling, filled } : undefined), [filling, filled]);
  return (
    <PatientFrame id={route.id} title={(filled?.opened?.sheet.scan ? filled.opened.sheet.title : filled?.form.title) ?? t("sheet.title")}>
      {() => (view ? <SheetDesk key={filled!.form.code} patientId={route.id} {...view} editor={editor} leaving={leaving} old={old} looking={looking} onLook={look} /> : <Shown from={loaded} rows={12}>{() => null}</Shown>)}
    </PatientFrame>
  );
}
