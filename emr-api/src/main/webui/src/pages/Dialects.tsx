import type { Dialect } from "../api.operation";
import { useSpeech } from "../lang";

/** The hospital's own dialects and what is wrong with them; shipped ones cannot be wrong and are not shown. */
export function Dialects({ dialects }: { dialects: Dialect[] }) {
  const { t } = useSpeech();
  const own = dialects.filter((dialect) => !dialect.shipped);
  if (own.length === 0) return null;
  return (
    <section className="card table-card">
      <h2>{t("health.dialects")}</h2>
      <table className="rows stacked">
        <thead>
          <tr>
            <th scope="col">{t("health.dialect")}</th>
            <th scope="col">{t("health.dialectInUse")}</th>
            <th scope="col">{t("health.error")}</th>
          </tr>
        </thead>
        <tbody>
          {own.map((dialect) => (
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
                    <span className="fine block mono wrap">{[dialect.pointer, dialect.fault].filter(Boolean).join(": ")}</span>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
