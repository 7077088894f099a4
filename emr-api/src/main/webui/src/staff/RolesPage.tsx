import { useState, type ReactNode } from "react";
import { Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { Link } from "../route";
import { may, useMe } from "../session";
import { staff, STATES, type Matrix, type Role } from "./api";
import { ProviderRoles } from "./ProviderRoles";
import { RoleEditor } from "./RoleEditor";
import { RoleHistory } from "./RoleHistory";
import { hoursShown } from "./words";

/** Allowed or not, as a mark with its word for those who do not see it. */
function Mark({ yes, of }: { yes: boolean; of?: string }) {
  const { t } = useSpeech();
  return (
    <span className={yes ? "role-mark role-yes" : "role-mark"}>
      <span aria-hidden="true">{yes ? "●" : "○"}</span>
      <span className="hidden-text">{of && `${of}: `}{t(yes ? "roles.yes" : "roles.no")} </span>
    </span>
  );
}

interface Line {
  name: string;
  cell: (role: Role) => ReactNode;
}

/** The rows of the matrix in their groups; one row is a right, a reach or a limit. */
function useGroups(matrix: Matrix): [string, Line[]][] {
  const { t, code, language } = useSpeech();
  const rights = matrix.rights.map(({ right, ofRecord }) => ({
    ofRecord,
    name: code("right", right),
    cell: ({ says }: Role) =>
      ofRecord ? STATES.map((state) => <Mark key={state} yes={says[state].includes(right)} of={t(`roles.${state}`)} />) : <Mark yes={says.rights.includes(right)} />,
  }));
  const reaches = matrix.reaches.map((reach) => ({ name: code("reach", reach), cell: ({ says }: Role) => <Mark yes={says.reaches.includes(reach)} /> }));
  const limits: Line[] = [
    { name: t("roles.purpose"), cell: ({ says }) => code("purpose", says.purpose) },
    { name: t("roles.hours"), cell: ({ says }) => hoursShown(says.hours, language) || t("roles.anyTime") },
    { name: t("roles.idle"), cell: ({ says }) => t("roles.minutes", { n: says.idleMinutes }) },
    { name: t("roles.second"), cell: ({ says }) => <Mark yes={says.secondFactor} /> },
    { name: t("roles.holders"), cell: ({ holders }) => holders },
  ];
  return [
    [t("roles.ofRecord"), rights.filter((one) => one.ofRecord)],
    [t("roles.reaches"), reaches],
    [t("roles.other"), rights.filter((one) => !one.ofRecord)],
    [t("roles.limits"), limits],
  ];
}

interface ColumnsProps {
  matrix: Matrix;
  /** The one shown where there is room for one only. */
  shown: string;
  onEdit?: (role: Role) => void;
  onHistory: (role: Role) => void;
}

function Columns({ matrix, shown, onEdit, onHistory }: ColumnsProps) {
  const { t, language } = useSpeech();
  const name = ({ says }: Role) => (language === "vi" ? says.nameVi : says.nameEn);
  const look = (role: Role) => (role.id === shown ? "role-shown" : undefined);
  return (
    <div className="card role-scroll" tabIndex={0} role="region" aria-label={t("roles.title")}>
      <table className="role-matrix">
        <thead>
          <tr>
            <th scope="col">{t("roles.right")}</th>
            {matrix.roles.map((role) => (
              <th key={role.id} scope="col" className={look(role)}>
                {name(role)}
                {!role.says.enabled && <span className="bad block">{t("roles.off")}</span>}
                <span className="buttons role-buttons">
                  {onEdit && <button type="button" className="link-button" aria-label={t("roles.editOne", { x: name(role) })} onClick={() => onEdit(role)}>{t("roles.edit")}</button>}
                  <button type="button" className="link-button" aria-label={t("roles.historyOf", { x: name(role) })} onClick={() => onHistory(role)}>{t("roles.history")}</button>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        {useGroups(matrix).map(([group, lines]) => (
          <tbody key={group}>
            <tr className="role-group"><th scope="rowgroup">{group}</th><td colSpan={matrix.roles.length} /></tr>
            {lines.map((line) => (
              <tr key={line.name}>
                <th scope="row">{line.name}</th>
                {matrix.roles.map((role) => <td key={role.id} className={look(role)}>{line.cell(role)}</td>)}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function Loaded({ matrix, reload }: { matrix: Matrix; reload: () => void }) {
  const { t, language } = useSpeech();
  const me = useMe();
  const [shown, setShown] = useState(matrix.roles[0]?.id ?? "");
  const [editing, setEditing] = useState<string>();
  const [history, setHistory] = useState<Role>();
  const edited = matrix.roles.find((role) => role.id === editing);
  return (
    <>
      <label className="role-choice">
        {t("roles.which")}
        <select value={shown} onChange={(e) => setShown(e.target.value)}>
          {matrix.roles.map(({ id, says }) => <option key={id} value={id}>{language === "vi" ? says.nameVi : says.nameEn}</option>)}
        </select>
      </label>
      <Columns matrix={matrix} shown={shown} onEdit={may(me, "ROLE_MANAGE") ? (role) => setEditing(role.id) : undefined} onHistory={setHistory} />
      <ProviderRoles />
      {edited && (
        <RoleEditor key={`${edited.id} ${edited.says.version}`} role={edited} words={matrix} onChanged={reload} onClose={() => setEditing(undefined)} />
      )}
      {history && <RoleHistory role={history} onClose={() => setHistory(undefined)} />}
    </>
  );
}

/** What every role allows, on records in which state and of whom; on a phone one role at a time. */
export function RolesPage() {
  const { t } = useSpeech();
  const matrix = useLoad("roles", (signal) => staff.roles(signal));
  return (
    <div className="page">
      <p><Link to={{ page: "staff" }}>← {t("staff.all")}</Link></p>
      <h1>{t("roles.title")}</h1>
      <p className="fine">{t("roles.intro")} {t("roles.legend")}</p>
      <Shown from={matrix} rows={10}>{(all) => <Loaded matrix={all} reload={matrix.reload} />}</Shown>
    </div>
  );
}
