import { useId, type ReactNode } from "react";
import { useSpeech, type Key } from "../lang";
import type { Choices, Settings } from "./api";
import { furtherSettings, GROUPS, HIDDEN, SHARED, valueOf, withValue, type Field, type FieldName, type Group } from "./fields";

export const labelKey = (name: string) => `source.${name.replace("settings.", "")}` as Key;

interface Shared {
  settings: Settings;
  choices: Choices | undefined;
  /** The part the server found fault with. */
  wrong: FieldName | undefined;
  onChange: (next: Settings) => void;
}

interface One extends Shared {
  field: Field;
}

function options({ field: { control }, settings, field, choices }: One, words: ReturnType<typeof useSpeech>): { value: string; text: string }[] {
  const { t, code } = words;
  const now = String(valueOf(settings, field.name) ?? "");
  if (control.as === "facility") {
    return [{ value: "", text: t("source.anyFacility") }, ...(choices?.facilities ?? []).map((f) => ({ value: f.code, text: `${f.name} (${f.code})` }))];
  }
  if (control.as === "dialect") {
    const product = (d: Choices["dialects"][number]) => (d.name === "standard" ? t("source.standard") : d.product);
    const all = (choices?.dialects ?? []).map((d) => ({ value: d.name, text: product(d) ? `${d.name} – ${product(d)}` : d.name }));
    return all.some((one) => one.value === now) || !now ? all : [...all, { value: now, text: now }];
  }
  if (control.as !== "choice") return [];
  const known = control.options.map((one) => ({ value: one, text: one === "" ? t("source.notSet") : code(control.group, one) }));
  return control.options.includes(now) || !now ? known : [...known, { value: now, text: now }];
}

function Input({ id, described, ...one }: One & { id: string; described: string }) {
  const words = useSpeech();
  const { field, settings, onChange, wrong } = one;
  const { name, control } = field;
  const value = valueOf(settings, name);
  const put = (next: string | number | boolean | undefined) => onChange(withValue(settings, name, next));
  const shared = { id, "aria-describedby": described, "aria-invalid": wrong === name || undefined };
  switch (control.as) {
    case "check":
      return <input {...shared} type="checkbox" checked={value === true} onChange={(e) => put(e.target.checked)} />;
    case "number":
      return (
        <input
          {...shared}
          type="number"
          min={control.least}
          max={control.most}
          placeholder={control.usual}
          value={value === undefined ? "" : String(value)}
          onChange={(e) => put(e.target.value === "" ? undefined : name.startsWith("settings.") ? e.target.value : Number(e.target.value))}
        />
      );
    case "text":
    case "secret": {
      const secret = control.as === "secret";
      return (
        <input
          {...shared}
          type={secret ? "password" : "text"}
          autoComplete={secret ? "new-password" : "off"}
          spellCheck={false}
          maxLength={1000}
          required={!secret && control.must}
          placeholder={secret ? undefined : control.usual}
          value={String(value ?? "")}
          onFocus={(e) => secret && value === HIDDEN && e.target.select()}
          onChange={(e) => put(e.target.value)}
        />
      );
    }
    default: {
      const all = options(one, words);
      const open = control.as === "choice" && control.must && value === undefined;
      return (
        <select {...shared} required={control.as === "choice" && control.must} value={String(value ?? (open ? "" : (all[0]?.value ?? "")))} onChange={(e) => put(e.target.value)}>
          {open && <option value="">{words.t("source.choose")}</option>}
          {all.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </select>
      );
    }
  }
}

function Line(one: One) {
  const { t } = useSpeech();
  const { name, control } = one.field;
  const id = useId();
  const described = useId();
  const label = labelKey(one.field.label ?? name);
  const wrong = one.wrong === name;
  const required = "must" in control && control.must;
  const caption: ReactNode = (
    <label htmlFor={id}>
      {t(label)}
      {required && <span className="bad" aria-hidden="true"> *</span>}
    </label>
  );
  return (
    <div className={`setting${control.as === "check" ? " setting-check" : ""}${wrong ? " setting-wrong" : ""}`}>
      {control.as !== "check" && caption}
      <Input {...one} id={id} described={described} />
      {control.as === "check" && caption}
      <p id={described} className={wrong ? "bad" : "fine"}>
        {wrong && <strong>{t("source.wrong")} </strong>}
        {t(`${label}.hint` as Key)}
      </p>
    </div>
  );
}

/** What counts where nothing is chosen, and is no sign that somebody chose it. */
const USUAL: Partial<Record<FieldName, string>> = { parkedAnswer: "AA", dialect: "standard" };

function chosen(settings: Settings, name: FieldName): boolean {
  const value = valueOf(settings, name);
  return Boolean(value) && value !== USUAL[name];
}

/** Settings that say how a sender writes HL7. */
const OF_HL7: FieldName[] = ["fallbackCharset", "dialect", "settings.outpatient-treatment", "settings.day-treatment"];

function speaksHl7(settings: Settings): boolean {
  return !["his-rest", "pull", "pacs", "record"].includes(settings.door ?? "") || valueOf(settings, "settings.kafka-format") === "hl7v2";
}

function visible(group: Group, settings: Settings): boolean {
  if (!group.shown || group.shown(settings)) return true;
  return group.fields.some((field) => !SHARED.has(field.name) && chosen(settings, field.name));
}

/** What is read is a database or an HTTP interface; what belongs to the other is not asked for. */
function ofPull(name: FieldName, settings: Settings): boolean {
  if (valueOf(settings, "settings.pull-database")) return !["settings.pull-address", "settings.bearer", "settings.pull-again", "settings.pull-from"].includes(name);
  return name !== "settings.pull-database" || !valueOf(settings, "settings.pull-address");
}

/** Which lines of a group have a meaning for what is chosen so far. */
function lines(group: Group, settings: Settings): Field[] {
  return group.fields.filter(({ name }) => {
    const security = String(valueOf(settings, "settings.kafka-security") ?? "");
    if (group.name === "kafka" && name !== "settings.kafka-servers") {
      if (!valueOf(settings, "settings.kafka-servers")) return Boolean(valueOf(settings, name)) && !SHARED.has(name);
      if (["settings.kafka-mechanism", "settings.kafka-user", "settings.password"].includes(name)) return security.startsWith("SASL");
      if (name === "settings.kafka-ca") return security.endsWith("SSL");
      if (name === "settings.kafka-format" || name === "settings.kafka-group") return Boolean(valueOf(settings, "settings.kafka-topic"));
      return true;
    }
    if (chosen(settings, name)) return true;
    if (OF_HL7.includes(name) && !speaksHl7(settings)) return false;
    if (group.name === "pull") return ofPull(name, settings);
    if (name.startsWith("settings.webhook-")) return name === "settings.webhook-address" || Boolean(valueOf(settings, "settings.webhook-address"));
    if (name.startsWith("settings.order-")) return Boolean(settings.address);
    if (name === "settings.outpatient-treatment" || name === "settings.day-treatment") return settings.kind === "HIS";
    if (["sendingApplication", "sendingFacility"].includes(name)) return !["his-rest", "pull", "pacs", "record"].includes(settings.door ?? "");
    if (name === "certificate" || name === "addresses") return settings.door !== "pull" && settings.door !== "record";
    return true;
  });
}

/** All settings of a sender in groups; what has no meaning for this sender is left out. */
export function SourceFields(shared: Shared) {
  const { t } = useSpeech();
  const { settings } = shared;
  const further = furtherSettings(settings);
  return (
    <div className="settings">
      {GROUPS.filter((group) => visible(group, settings)).map((group) => (
        <fieldset key={group.name} className="card">
          <legend>{t(`sourceGroup.${group.name}` as Key)}</legend>
          {lines(group, settings).map((field) => (
            <Line key={field.name} {...shared} field={field} />
          ))}
        </fieldset>
      ))}
      {further.length > 0 && (
        <section className="card">
          <h2>{t("source.further")}</h2>
          <dl className="facts">
            {further.map(([name, value]) => (
              <div key={name}>
                <dt className="mono">{name}</dt>
                <dd className="mono">{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </div>
  );
}
