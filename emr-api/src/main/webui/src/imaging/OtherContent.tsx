import { useSpeech } from "../lang";
import { Empty } from "../frame/states";
import { reportLines, type Content } from "./content";
import { Waveform } from "./Waveform";

/** What an archive holds besides images: letters, structured reports, ECG. */
export function OtherContent({ content, title }: { content: Exclude<Content, { kind: "images" }>; title: string }) {
  const { t } = useSpeech();
  switch (content.kind) {
    case "documents":
      return (
        <div className="other-content">
          {content.addresses.map((address) => (
            <iframe key={address} className="paper" src={address} title={title} referrerPolicy="no-referrer" />
          ))}
        </div>
      );
    case "reports":
      return (
        <div className="other-content" tabIndex={0}>
          {content.dataSets.map((dataSet, i) => (
            <dl key={i} className="report-lines">
              {reportLines(dataSet).map((line, n) => (
                <div key={n} className={`depth-${Math.min(line.depth, 4)}`}>
                  <dt>{line.name}</dt>
                  <dd className="long-text">{line.value}</dd>
                </div>
              ))}
            </dl>
          ))}
        </div>
      );
    case "waveforms":
      return (
        <div className="other-content" tabIndex={0}>
          {content.dataSets.map((dataSet, i) => (
            <Waveform key={i} dataSet={dataSet} />
          ))}
        </div>
      );
    case "other":
      return <Empty>{t("imaging.other", { n: content.count })}</Empty>;
  }
}
