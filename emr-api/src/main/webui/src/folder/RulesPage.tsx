import { useState, type FormEvent } from "react";
import { useDoing } from "../doing";
import { day, moment } from "../format/time";
import { typedDay } from "../format/typed";
import { DateField } from "../frame/DateField";
import { Drawer } from "../frame/Drawer";
import { ProblemNote, Shown } from "../frame/states";
import { Listing } from "../frame/Table";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { rules, type FacilityRule, type Rule } from "./rules";

const NUMBERS = ["completeHours", "closeHours", "archiveDigits"] as const;
const LIMITS = { completeHours: [1, 8784], closeHours: [1, 8784], archiveDigits: [3, 9] } as const;
const today = () => day(new Date().toISOString());

/** A new version of what one facility decided. */
function Editor({ of, onClose, onDone }: { of: FacilityRule; onClose: () => void; onDone: () => void }) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [form, setForm] = useState({ ...of.now, reason: "" });
  const [from, setFrom] = useState(today);
  const put = (part: Partial<typeof form>) => setForm((before) => ({ ...before, ...part }));
  const save = (event: FormEvent) => {
    event.preventDefault();
    const { completeHours, closeHours, archivePrefix, archiveByYear, archiveDigits, reason } = form;
    const version = of.versions[0]?.says.version ?? 0;
    void run(async () => {
      await rules.change(of.now.facilityId, { version, validFrom: typedDay(from), completeHours, closeHours, archivePrefix, archiveByYear, archiveDigits, reason: reason.trim() });
      onDone();
    });
  };
  return (
    <Drawer kind="sheet" title={of.now.name} onClose={onClose}>
      <form className="order-form" onSubmit={save}>
        {NUMBERS.map((name) => (
          <label key={name}>
            {t(`rules.${name}`)}
            <input type="number" required min={LIMITS[name][0]} max={LIMITS[name][1]} value={form[name]} onChange={(e) => put({ [name]: e.target.valueAsNumber })} />
          </label>
        ))}
        <label>
          {t("rules.archivePrefix")}
          <input value={form.archivePrefix} maxLength={12} pattern="[A-Z0-9.\/\-]*" autoComplete="off" onChange={(e) => put({ archivePrefix: e.target.value.toUpperCase() })} />
          <span className="fine">{t("rules.prefixHint")}</span>
        </label>
        <label className="check">
          <input type="checkbox" checked={form.archiveByYear} onChange={(e) => put({ archiveByYear: e.target.checked })} />
          {t("rules.archiveByYear")}
        </label>
        <DateField label="rules.validFrom" hint="rules.fromHint" value={from} onChange={setFrom} />
        <label>
          {t("rules.reason")}
          <input required minLength={3} maxLength={500} value={form.reason} autoComplete="off" onChange={(e) => put({ reason: e.target.value })} />
        </label>
        {problem && <ProblemNote problem={problem} />}
        <button type="submit" className="button primary" disabled={busy || !typedDay(from)}>{t("rules.save")}</button>
      </form>
    </Drawer>
  );
}

function useRuleWords() {
  const { t } = useSpeech();
  return (rule: Rule) => t("rules.words", { complete: rule.completeHours, close: rule.closeHours });
}

/** Every version of one facility, the newest first. */
function Versions({ of }: { of: FacilityRule }) {
  const { t } = useSpeech();
  const words = useRuleWords();
  if (of.versions.length === 0) return <span className="fine">{t("rules.nobody")}</span>;
  return (
    <ul className="plain">
      {of.versions.map(({ says, at, by, inForce }) => (
        <li key={says.version}>
          {t("rules.version", { n: says.version, from: day(says.validFrom) })} {inForce && <span className="chip">{t("rules.inForce")}</span>}
          <span className="fine block">{words(says)} · {says.reason} · {[by, moment(at)].filter(Boolean).join(", ")}</span>
        </li>
      ))}
    </ul>
  );
}

/** What each facility decided about its folders, for the administrator. */
export function RulesPage() {
  const { t } = useSpeech();
  const words = useRuleWords();
  const [editing, setEditing] = useState<FacilityRule>();
  const all = useLoad("folder-rules", (signal) => rules.all(signal));
  const done = () => {
    setEditing(undefined);
    all.reload();
  };
  return (
    <div className="page">
      <h1>{t("rules.title")}</h1>
      <p>{t("rules.intro")}</p>
      <Shown from={all} rows={4}>
        {(list) => (
          <Listing none="rules.none" columns={["folder.facility", "rules.deadlines", "folder.archiveNumber", "rules.versions"]} of={list}>
            {(one) => (
              <tr key={one.now.facilityId}>
                <th scope="row">
                  <button type="button" className="link-button" onClick={() => setEditing(one)}>{one.now.name}</button>
                  <span className="fine block">{one.now.code}</span>
                </th>
                <td data-label={t("rules.deadlines")}>{words(one.now)}</td>
                <td data-label={t("folder.archiveNumber")}><span className="num">{one.example}</span></td>
                <td className="whole"><Versions of={one} /></td>
              </tr>
            )}
          </Listing>
        )}
      </Shown>
      {editing && <Editor of={editing} onClose={() => setEditing(undefined)} onDone={done} />}
    </div>
  );
}
