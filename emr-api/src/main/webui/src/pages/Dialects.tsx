import type { Dialect } from "../api.operation";
import { Table } from "../frame/Table";
import { useSpeech } from "../lang";
import { told } from "../lang/told";

/** The hospital's own dialects and what is wrong with them; shipped ones cannot be wrong and are not shown. */
export function Dialects({ dialects }: { dialects: Dialect[] }) {
  const { t, language } = useSpeech();
  const own = dialects.filter((dialect) => !dialect.shipped);
  if (own.length === 0) return null;
  return (
    <section className="card table-card">
      <h2>{t("health.dialects")}</h2>
      <Table columns={["health.dialect", "health.dialectInUse", "health.error"]} of={own}>
        {(dialect) => (
          <tr key={dialect.name}>
            <th scope="row">{dialect.name}<span className="fine block">{dialect.product}</span></th>
            <td className="num">
              <span className={`dot dot-${!dialect.fault ? "FRESH" : dialect.version ? "STALE" : "FAILING"}`} aria-hidden="true" />
              {dialect.version ?? t("app.none")}
            </td>
            <td className={dialect.fault ? "bad" : ""}>
              {dialect.fault && (
                <>
                  {t(dialect.version ? "health.dialectOld" : "health.dialectNone")}
                  <span className="fine block mono wrap">{[dialect.pointer, told(dialect.fault, language)].filter(Boolean).join(": ")}</span>
                </>
              )}
            </td>
          </tr>
        )}
      </Table>
    </section>
  );
}
