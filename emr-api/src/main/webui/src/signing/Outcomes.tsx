import { Icon } from "../frame/Icon";
import { Warnings } from "./CheckNote";
import type { Tried } from "./useBatch";
import { useWords } from "./words";

/** Why it was not signed, and what to do next. */
function Not({ tried: { outcome, lost } }: { tried: Tried }) {
  const { t, code } = useWords();
  if (lost) return <span className="block">{t("batch.unknown")}</span>;
  if (!outcome?.code) return <span className="block">{t("batch.notAsked")}</span>;
  const said = code("outcome", outcome.code);
  const next = code("outcomeDo", outcome.code);
  return (
    <>
      <span className="block">{said === outcome.code ? code("code", outcome.code) : said}</span>
      {outcome.warnings && outcome.warnings.length > 0 && <Warnings of={outcome.warnings} />}
      <span className="fine block">{next === outcome.code ? t("outcomeDo.other") : next}</span>
    </>
  );
}

/** What became of each, those not signed first. */
export function Outcomes({ of }: { of: readonly Tried[] }) {
  const { t, code } = useWords();
  const signed = ({ outcome }: Tried) => outcome !== undefined && !outcome.code;
  const rows = [...of.filter((one) => !signed(one)), ...of.filter(signed)];
  return (
    <ul className="plain signing-outcomes">
      {rows.map((one) => (
        <li key={`${one.item.entryId ?? one.item.sheetId} ${one.item.place}`}>
          <span className={signed(one) ? "chip chip-open" : "chip chip-warn"}>{!signed(one) && <Icon name="warn" size={13} />}{t(signed(one) ? "batch.signed" : "batch.notSigned")}</span>
          <div>
            <strong>{one.item.what}</strong> <span className="fine">{code("signerRole", one.item.role)}</span>
            {signed(one) ? (
              <>
                {one.outcome!.level && <span className="fine block">{code("level", one.outcome!.level)}</span>}
                {one.outcome!.warnings && one.outcome!.warnings.length > 0 && <Warnings of={one.outcome!.warnings} />}
              </>
            ) : (
              <Not tried={one} />
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
