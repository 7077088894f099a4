import { ProblemNote, Skeleton } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { bulk, items, text, type DataSet } from "./api";
import { leads, trace } from "./waves";

const HIGH = 30;

/** An electrocardiogram as on paper: 25 mm/s, 10 mm/mV. */
export function Waveform({ dataSet }: { dataSet: DataSet }) {
  const { t } = useSpeech();
  const group = items(dataSet, "54000100")[0]!;
  const loaded = useLoad(text(dataSet, "00080018"), (signal) => bulk(group["54001010"], signal));
  if (loaded.problem) return <ProblemNote problem={loaded.problem} onRetry={loaded.reload} />;
  if (!loaded.data) return <Skeleton />;
  const all = leads(group, loaded.data);
  if (all.length === 0) return <p className="empty">{t("imaging.unreadWave")}</p>;
  const wide = Math.max(...all.map((lead) => (lead.values.length / lead.perSecond) * 25));
  return (
    <figure className="wave">
      <svg viewBox={`-12 0 ${wide + 14} ${all.length * HIGH}`} role="img" aria-label={t("imaging.wave", { n: all.length })}>
        <defs>
          <pattern id="wave-grid" width="5" height="5" patternUnits="userSpaceOnUse">
            <path d="M5 0H0V5" className="wave-grid" />
          </pattern>
        </defs>
        <rect x="0" y="0" width={wide} height={all.length * HIGH} fill="url(#wave-grid)" />
        {all.map((lead, i) => (
          <g key={lead.name} transform={`translate(0 ${i * HIGH + HIGH / 2})`}>
            <text x="-11" y="1" className="wave-name">
              {lead.name}
            </text>
            <polyline points={trace(lead)} className="wave-line" />
          </g>
        ))}
      </svg>
      <figcaption className="fine">{t("imaging.wavePaper")}</figcaption>
    </figure>
  );
}
