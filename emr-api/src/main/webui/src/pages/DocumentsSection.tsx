import type { Chart, DocumentRow } from "../api";
import { api } from "../client";
import { moment } from "../format/time";
import { bytes } from "../format/values";
import { Drawer } from "../frame/Drawer";
import { Icon } from "../frame/Icon";
import { From } from "../frame/states";
import { Listing } from "../frame/Table";
import { useSpeech } from "../lang";
import { go, Link } from "../route";
import { rowKeys } from "./HomePage";

const FRAMED = /^(application\/pdf|image\/(png|jpeg|gif|webp)|text\/plain)\b/;

/** PDF of application/pdf; charset=…: as people call it, or the words know it. */
const kindOf = (mediaType = "") => /[^/;]+(?=;|$)/.exec(mediaType)?.[0].trim().toUpperCase();

function DocumentDrawer({ document: d, patientId, onClose }: { document: DocumentRow; patientId: string; onClose: () => void }) {
  const { t } = useSpeech();
  const where = api.documentAddress(patientId, d.id);
  const framed = FRAMED.test(d.mediaType ?? "");
  const title = d.title ?? t("document.unnamed");
  // The server sends every document in a sandbox of its own. A sandbox on the frame as well would stop the browser's PDF reader.
  const sandbox = d.mediaType?.startsWith("application/pdf") ? undefined : "";
  return (
    <Drawer title={title} onClose={onClose} wide>
      <div className="buttons">
        <From origin={d.origin} link />
        <span className="grow" />
        <span className="fine">{t("document.audited")}</span>
        {framed ? (
          <a className="button" href={where} target="_blank" rel="noopener noreferrer">
            <Icon name="open" size={16} /> {t("document.newTab")}
          </a>
        ) : (
          <a className="button primary" href={where} download rel="noopener noreferrer">
            <Icon name="file" size={16} /> {t("document.download")}
          </a>
        )}
      </div>
      {framed ? (
        <iframe className="paper" sandbox={sandbox} src={where} title={title} referrerPolicy="no-referrer" />
      ) : (
        <p>{t("document.notShown")}</p>
      )}
    </Drawer>
  );
}

/** Papers held as they came. */
export function DocumentsSection({ chart, open }: { chart: Chart; open?: string }) {
  const { t, code, language } = useSpeech();
  const id = chart.patient.id;
  const documents = chart.documents ?? [];
  const chosen = documents.find((d) => d.id === open);
  return (
    <>
      <Listing
        none="document.none"
        onKeyDown={rowKeys}
        columns={["document.date", "document.title", "document.kind", ["document.size", "right"], "report.status", "report.source"]}
        of={documents}
      >
        {(d) => (
          <tr key={d.id} data-row="">
            <td className="num">{moment(d.authored)}</td>
            <th scope="row">
              <Link className="cover" to={{ page: "patient", id, section: "documents", item: d.id }}>
                {d.title ?? t("document.unnamed")}
              </Link>
              {d.replacedBy && <span className="chip">{t("document.replaced")}</span>}
              {d.addendumTo && <span className="chip">{t("document.addendum")}</span>}
              {d.damaged && <span className="chip chip-warn">{t("document.damaged")}</span>}
            </th>
            <td>{code("media", kindOf(d.mediaType))}</td>
            <td className="num right">{bytes(d.size, language)}</td>
            <td>{code("paper", d.status)}</td>
            <td className="whole">
              <From origin={d.origin} />
            </td>
          </tr>
        )}
      </Listing>
      {chosen && <DocumentDrawer document={chosen} patientId={id} onClose={() => go({ page: "patient", id, section: "documents" })} />}
    </>
  );
}
