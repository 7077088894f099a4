import { dated, moment } from "../format/time";
import { Facts, type Fact } from "../frame/Facts";
import type { Sheet } from "../forms/api";
import { useSpeech } from "../lang";
import { scans } from "./api";

/** A paper on the screen: what it is, when it was scanned and by whom, and its pages. */
export function ScanPages({ patientId, sheet }: { patientId: string; sheet: Sheet }) {
  const { t } = useSpeech();
  const scan = sheet.scan!;
  const facts: Fact[] = [
    [t("scans.dated"), dated(scan.dated)],
    [t("scans.scanned"), [sheet.author, moment(scan.at)].filter(Boolean).join(", ")],
    [t("scans.pages"), String(scan.pages.length)],
    [t("scans.note"), scan.note],
    [t("scans.digest"), <span key="digest" className="code wrap">{scan.files.map(({ sha256 }) => sha256).join(" ")}</span>],
  ];
  return (
    <section className="card scan-pages" aria-label={t("scans.pages")}>
      <p className="note note-stale" role="note"><span>{t("scans.mark")}</span></p>
      <Facts of={facts} />
      <ol className="plain">
        {scan.pages.map((page, i) => (
          <li key={page.sha256}>
            <a href={scans.pageAddress(patientId, sheet.id, i + 1)} target="_blank" rel="noreferrer">
              <img src={scans.pageAddress(patientId, sheet.id, i + 1)} width={page.width} height={page.height} loading="lazy" alt={t("scans.pageOf", { n: i + 1, name: sheet.title })} />
            </a>
            <span className="fine num">{t("scans.page", { n: i + 1, of: scan.pages.length })}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
