import { useState, type ReactNode } from "react";
import { useDoing } from "../doing";
import { Drawer } from "../frame/Drawer";
import { ProblemNote } from "../frame/states";
import { services, type SigningService } from "./settings";
import { useWords, type Word } from "./words";

/** Kinds with their own settings beside those of all. */
const KINDS = { "vnpt-sp769": [], "vnpt-csc": ["notify-address"], "viettel-mysign": ["profile"] } as const;
type Kind = keyof typeof KINDS;
const ALGORITHMS = ["rsa-pkcs1", "rsa-pss", "ecdsa"] as const;
const OPTIONAL = ["notify-address", "time-limit"];
const SECRETS = ["client", "password"];

/** The setting that the server says cannot work. */
const wrongOf = (fields: unknown): string => {
  const first = Array.isArray(fields) ? (fields[0] as unknown) : undefined;
  const path = typeof first === "string" ? first : ((first as { path?: string } | undefined)?.path ?? "");
  return path.replace(/^.*\//, "");
};

interface Props {
  /** That is changed; nothing: one more is named. */
  of?: SigningService;
  onClose: () => void;
  onDone: (all: { services: SigningService[] }) => void;
}

/** Names a service, with what its adapter needs, or changes it; what opens it is written here and never read again. */
export function ServiceForm({ of, onClose, onDone }: Props) {
  const { t } = useWords();
  const { busy, problem, run } = useDoing();
  const [name, setName] = useState(of?.name ?? "");
  const [kind, setKind] = useState<Kind>((of?.settings.kind as Kind | undefined) ?? "vnpt-sp769");
  const [algorithm, setAlgorithm] = useState<string>(of?.settings.algorithm ?? ALGORITHMS[0]);
  const [typed, setTyped] = useState<Record<string, string>>(of?.settings ?? {});
  const fields = ["address", "client", "password", ...KINDS[kind], "time-limit"];
  const filled = fields.flatMap((field) => (typed[field]?.trim() ? [[field, typed[field].trim()] as const] : []));
  const place = (address = "") => address.trim().replace(/\/+$/, "");
  const keeps = of && place(of.settings.address) === place(typed.address);
  const optional = (field: string) => OPTIONAL.includes(field) || (keeps && SECRETS.includes(field));
  const ready = name.trim().length >= 2 && fields.every((field) => optional(field) || typed[field]?.trim());
  const wrong = wrongOf(problem?.body.fields);
  const said = { name: name.trim(), settings: { kind, algorithm, ...Object.fromEntries(filled) } };
  const save = () => void run(async () => onDone(await (of ? services.change(of.id, { version: of.version, ...said }) : services.add(said))));
  const title = t(of ? "service.change" : "service.add");
  const field = (label: ReactNode, hint: Word, input: ReactNode) => (
    <label key={hint}>
      {label}
      {input}
      <span id={hint} className="fine">{t(hint)}</span>
    </label>
  );
  return (
    <Drawer kind="sheet" title={title} onClose={onClose}>
      <form
        className="order-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) save();
        }}
      >
        {field(t("service.name"), "service.nameHint", <input value={name} required maxLength={100} autoComplete="off" aria-describedby="service.nameHint" onChange={({ target }) => setName(target.value)} />)}
        <label>
          {t("service.kind")}
          <select value={kind} disabled={!!of} onChange={({ target }) => setKind(target.value as Kind)}>
            {Object.keys(KINDS).map((one) => <option key={one} value={one}>{t(`serviceKind.${one}` as Word)}</option>)}
          </select>
        </label>
        {fields.map((one) =>
          field(
            t(`serviceField.${one}` as Word),
            `serviceHint.${one}` as Word,
            <input
              type={SECRETS.includes(one) ? "password" : one === "time-limit" ? "number" : "text"}
              value={typed[one] ?? ""}
              required={!optional(one)}
              placeholder={keeps && SECRETS.includes(one) ? t("service.kept") : undefined}
              maxLength={400}
              min={1}
              max={60}
              autoComplete="off"
              aria-invalid={wrong === one || undefined}
              aria-describedby={`serviceHint.${one}`}
              onChange={({ target }) => setTyped({ ...typed, [one]: target.value })}
            />,
          ),
        )}
        <label>
          {t("service.algorithm")}
          <select value={algorithm} onChange={({ target }) => setAlgorithm(target.value)}>
            {ALGORITHMS.map((one) => <option key={one} value={one}>{t(`serviceAlgorithm.${one}` as Word)}</option>)}
          </select>
        </label>
        {of && !keeps && <p className="fine">{t("service.moved")}</p>}
        {problem && <ProblemNote problem={problem} />}
        <div className="buttons"><button type="submit" className="button primary" disabled={busy || !ready}>{t(of ? "service.save" : "service.add")}</button></div>
      </form>
    </Drawer>
  );
}
