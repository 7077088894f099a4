import { moment } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { staff, type Role, type Version } from "./api";
import { hoursShown } from "./words";

const STATE_KEYS = { IN_TREATMENT: "roles.inTreatment", COMPLETED: "roles.completed", ARCHIVED: "roles.archived" } as const;

/** `+RECORD_COPY/COMPLETED, -TEAM/reach, idle 10 > 15` in words; what has none stays as it came. */
function useChanges(): (text: string) => string[] {
  const { t, code, language } = useSpeech();
  const value = (name: string, text: string) => {
    if (text === "null") return t("roles.anyTime");
    if (text === "true" || text === "false") return t(text === "true" ? "roles.yes" : "roles.no");
    return name === "purpose" ? code("purpose", text) : hoursShown(text, language);
  };
  return (text) =>
    text.split(", ").map((one) => {
      const [, sign, right, where] = /^([+-])([A-Z_]+)(?:\/(\w+))?$/.exec(one) ?? [];
      if (right) {
        const state = STATE_KEYS[where as keyof typeof STATE_KEYS];
        return `${sign === "+" ? "+" : "−"} ${code(where === "reach" ? "reach" : "right", right)}${state ? ` (${t(state)})` : ""}`;
      }
      const [, name, before, after] = /^(hours|idle|second factor|enabled|purpose) (.+) > (.+)$/.exec(one) ?? [];
      return name ? `${code("change", name)}: ${value(name, before!)} → ${value(name, after!)}` : one;
    });
}

function Change({ version }: { version: Version }) {
  const { t } = useSpeech();
  const changes = useChanges();
  if (version.changed === undefined) return <p>{t("roles.first")}</p>;
  if (version.changed === "") return <p>{t("roles.same")}</p>;
  return <ul aria-label={t("roles.different")}>{changes(version.changed).map((one) => <li key={one}>{one}</li>)}</ul>;
}

/** The versions of a role, the newest first: who, when, why, and what became different. */
export function RoleHistory({ role, onClose }: { role: Role; onClose: () => void }) {
  const { t, language } = useSpeech();
  const history = useLoad(`role ${role.id}`, (signal) => staff.history(role.id, signal));
  return (
    <Drawer title={t("roles.historyOf", { x: language === "vi" ? role.says.nameVi : role.says.nameEn })} onClose={onClose}>
      <Shown from={history} rows={4}>
        {(versions) => (
          <ol className="plain role-versions">
            {versions.map((version) => (
              <li key={version.version}>
                <strong>{t("roles.version", { n: version.version })}</strong>
                <span className="fine"> · {version.by ?? t("staff.server")}, {moment(version.at)}</span>
                {version.reason && <p className="fine">{version.reason}</p>}
                <Change version={version} />
              </li>
            ))}
          </ol>
        )}
      </Shown>
    </Drawer>
  );
}
