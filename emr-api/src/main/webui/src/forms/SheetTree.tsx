import { useMemo, useState } from "react";
import { moment } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { Icon } from "../frame/Icon";
import { Empty } from "../frame/states";
import { useShownTab } from "../frame/useShownTab";
import { useSpeech } from "../lang";
import { Link } from "../route";
import type { OfferedForm, SheetRow } from "./api";
import { FORM_GROUPS, type FormGroup } from "./form";
import { matches } from "./found";

interface Props {
  patientId: string;
  folderId: string;
  sheets: SheetRow[];
  /** Forms a sheet may be made by here. */
  offered: OfferedForm[];
  /** What the folder lacks; here only how much of it is about which sheet. */
  findings: { sheet?: string }[];
  mayAdd: boolean;
  /** What is added is an addendum: the record is completed. */
  addendum: boolean;
}

/** How far it is signed; nothing where signatures are neither there nor waited for. */
function SignedChip({ of: { signed = 0, unsigned = 0, status } }: { of: SheetRow }) {
  const { t } = useSpeech();
  if (signed === 0 && unsigned === 0) return null;
  if (unsigned === 0 || status === "CANCELLED") return signed > 0 ? <span className="chip chip-open"><Icon name="pen" size={13} /> {t("tree.signedAll", { n: signed })}</span> : null;
  return <span className="chip chip-warn"><Icon name="pen" size={13} /> {signed > 0 ? t("tree.signedSome", { n: signed, of: signed + unsigned }) : t("tree.unsigned", { n: unsigned })}</span>;
}

/** A sheet in its list: what, in which state, who wrote it and who writes on it now. */
function Row({ patientId, sheet, findings }: { patientId: string; sheet: SheetRow; findings: number }) {
  const { t, code } = useSpeech();
  return (
    <li className={`tree-row tree-${sheet.status}`}>
      <Link to={{ page: "sheet", id: patientId, sheet: sheet.id }}>{sheet.title}</Link>
      <span className="code">{sheet.form}</span>
      <span className={`chip sheet-${sheet.status}`}>{code("sheetStatus", sheet.status)}</span>
      <SignedChip of={sheet} />
      {sheet.pages !== undefined && <span className="chip">{t("scans.count", { n: sheet.pages })}</span>}
      {sheet.addendum && <span className="chip">{t("tree.addendum")}</span>}
      {findings > 0 && <span className="chip chip-warn">{t("tree.findings", { n: findings })}</span>}
      {sheet.editor && !sheet.editor.mine && <span className="chip"><Icon name="lock" size={13} /> {t("tree.editing", { by: sheet.editor.name })}</span>}
      <span className="fine tree-when">{[moment(sheet.happened), sheet.author].filter(Boolean).join(" · ")}</span>
    </li>
  );
}

/** The forms a sheet may be made by, found by code or words. */
function Adding({ patientId, folderId, sheets, offered, onClose }: Pick<Props, "patientId" | "folderId" | "sheets" | "offered"> & { onClose: () => void }) {
  const { t, code, language } = useSpeech();
  const [typed, setTyped] = useState("");
  const there = new Set(sheets.filter(({ status }) => status !== "CANCELLED").map(({ form }) => form));
  const found = offered.filter((one) => !(one.once && there.has(one.form)) && matches(`${one.form} ${one.title} ${one.titleEn ?? ""}`, typed));
  return (
    <Drawer title={t("tree.add")} onClose={onClose}>
      <div className="order-form">
        <label>
          {t("tree.find")}
          <input value={typed} autoFocus autoComplete="off" maxLength={80} onChange={(event) => setTyped(event.target.value)} />
        </label>
        <p className="hidden-text" role="status">{t("tree.found", { n: found.length })}</p>
        <p><Link to={{ page: "forms" }}>{t("forms.title")}</Link></p>
        {found.length === 0 && <Empty>{t("tree.none")}</Empty>}
        {FORM_GROUPS.map((group) => {
          const here = found.filter((one) => one.group === group);
          if (here.length === 0) return null;
          return (
            <section key={group}>
              <h3>{code("formGroup", group)}</h3>
              <ul className="plain tree-offered">
                {here.map((one) => (
                  <li key={one.form}>
                    <Link to={{ page: "newSheet", id: patientId, folder: folderId, form: one.form.replace("/", "-") }}>
                      <span className="code">{one.form}</span> {(language === "en" ? one.titleEn : undefined) ?? one.title}
                    </Link>
                    {one.mandatory && !there.has(one.form) && <span className="chip chip-warn">{t("tree.mandatory")}</span>}
                    {!one.confirmed && <span className="fine">{t("sheet.unconfirmed")}</span>}
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </Drawer>
  );
}

/** The sheets of a folder under their tabs, in the order of the record on paper, and a way to add one. */
export function SheetTree({ patientId, folderId, sheets, offered, findings, mayAdd, addendum }: Props) {
  const { t, code } = useSpeech();
  const [tab, setTab] = useState<FormGroup>();
  const [adding, setAdding] = useState(false);
  const bar = useShownTab<HTMLDivElement>(tab);
  const groups = useMemo(() => FORM_GROUPS.map((group) => ({ group, rows: sheets.filter((sheet) => sheet.group === group) })).filter(({ rows }) => rows.length > 0), [sheets]);
  const shown = groups.filter(({ group }) => !tab || tab === group);
  return (
    <section className="card sheet-tree" aria-label={t("tree.title")}>
      <div className="card-head">
        <h2>{t("tree.title")} <span className="count">{sheets.length}</span></h2>
        {mayAdd && offered.length > 0 && <button type="button" className="button primary" onClick={() => setAdding(true)}>{t(addendum ? "tree.addAddendum" : "tree.add")}</button>}
      </div>
      {sheets.length === 0 && <Empty>{t("tree.empty")}</Empty>}
      {groups.length > 1 && (
        <div className="switch tree-tabs" ref={bar}>
          <button type="button" aria-pressed={!tab} onClick={() => setTab(undefined)}>{t("tree.all")}</button>
          {groups.map(({ group, rows }) => <button key={group} type="button" aria-pressed={tab === group} onClick={() => setTab(group)}>{code("formGroup", group)} <span className="count">{rows.length}</span></button>)}
        </div>
      )}
      {shown.map(({ group, rows }) => (
        <section key={group} className="tree-group">
          <h3>{code("formGroup", group)}</h3>
          <ul className="plain">
            {rows.map((sheet) => <Row key={sheet.id} patientId={patientId} sheet={sheet} findings={findings.filter((one) => one.sheet === sheet.id).length} />)}
          </ul>
        </section>
      ))}
      {adding && <Adding patientId={patientId} folderId={folderId} sheets={sheets} offered={offered} onClose={() => setAdding(false)} />}
    </section>
  );
}
