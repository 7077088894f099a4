import { useEffect, useMemo, useState, type KeyboardEvent } from "react";
import type { Study } from "../api";
import { moment } from "../format/time";
import { Icon } from "../frame/Icon";
import { ProblemNote, Skeleton } from "../frame/states";
import { useSpeech } from "../lang";
import { cutsPlanes, Panes, PRESETS, start, type Preset, type Tool } from "./engine";
import { OtherContent } from "./OtherContent";
import { PlanesPane } from "./PlanesPane";
import { SeriesStrip } from "./SeriesStrip";
import { StackPane, type PaneName } from "./StackPane";
import { Toolbar, type Act } from "./Toolbar";
import { useContents, type Held } from "./useContents";

interface Props {
  patientId: string;
  studies: Study[];
  study: Study;
  onClose: () => void;
}

const TOOL_KEYS: Record<string, Tool> = { w: "window", p: "pan", z: "zoom", s: "scroll", l: "length", a: "angle", c: "rectangle", e: "ellipse" };
const ACT_KEYS: Record<string, Act> = { "1": "reset", i: "invert", r: "rotate", " ": "play", m: "planes", k: "link" };
const STEPS: Record<string, number> = { ArrowUp: -1, ArrowDown: 1, PageUp: -10, PageDown: 10 };

const imagesOf = (held: Held | undefined) => (held && "content" in held && held.content.kind === "images" ? held.content : undefined);
const named = (study: Study, uid: string | undefined) => [moment(study.started), study.series?.find((one) => one.uid === uid)?.description ?? study.description].filter(Boolean).join(" · ");

/** The images of a study within the chart, one series at a time, and beside it one of an earlier study. */
export function StudyViewer(props: Props) {
  const [ready, setReady] = useState<boolean>();
  const { t } = useSpeech();
  useEffect(() => {
    start().then(() => setReady(true), () => setReady(false));
  }, []);
  if (ready === undefined) return <Skeleton />;
  return ready ? <Viewer {...props} /> : <p className="note note-problem">{t("imaging.cannotDraw")}</p>;
}

function usePanes(): Panes | undefined {
  const [panes, setPanes] = useState<Panes>();
  useEffect(() => {
    const made = new Panes();
    setPanes(made);
    return () => made.end();
  }, []);
  return panes;
}

function Viewer({ patientId, studies, study, onClose }: Props) {
  const { t } = useSpeech();
  const panes = usePanes();
  const [uid, setUid] = useState(study.series?.[0]?.uid);
  const [priorId, setPriorId] = useState("");
  const [priorUid, setPriorUid] = useState<string>();
  const [tool, setTool] = useState<Tool>("window");
  const [chosen, setChosen] = useState<PaneName>("current");
  const [linked, setLinked] = useState(true);
  const [playing, setPlaying] = useState(false);
  const [planes, setPlanes] = useState(false);
  const prior = useMemo(() => studies.find((one) => one.id === priorId), [studies, priorId]);
  const held = useContents(patientId, study, uid);
  const heldPrior = useContents(patientId, prior, undefined);
  const current = uid === undefined ? undefined : held[uid];
  const images = imagesOf(current);
  const beside = priorUid ?? prior?.series?.find((one) => one.modality === images?.modality)?.uid ?? prior?.series?.[0]?.uid;
  const priorImages = prior && beside ? imagesOf(heldPrior[beside]) : undefined;
  const pane: PaneName = priorImages ? chosen : "current";
  const mayCut = !!images?.volume && !prior && cutsPlanes();

  const take = (next: Tool) => {
    setTool(next);
    panes?.use(next);
  };
  const act = (what: Act) => {
    if (!panes || !images) return;
    if (what === "play") setPlaying(!playing);
    else if (what === "planes") mayCut && setPlanes(!planes);
    else if (what === "link") setLinked(!linked);
    else if (what === "clear") panes.clearMeasures();
    else if (!planes) panes[what](pane);
  };
  const scrolled = (from: PaneName, by: number) => {
    const other = from === "current" ? "prior" : "current";
    // Only the pane that a person moves moves the other.
    if (linked && priorImages && pane === from) panes?.scroll(other, by);
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || (event.target as HTMLElement).closest("select, input, iframe")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const preset = (Object.keys(PRESETS) as Preset[])[Number(key) - 2];
    if (event.key === "Escape") onClose();
    else if (!panes || !images) return;
    else if (preset && images.modality === "CT" && !planes) panes.preset(pane, preset);
    else if (TOOL_KEYS[key]) take(TOOL_KEYS[key]);
    else if (ACT_KEYS[key] && !(key === " " && (event.target as HTMLElement).closest("button"))) act(ACT_KEYS[key]);
    else if (STEPS[key] && !planes) panes.scroll(pane, STEPS[key]);
    else return;
    event.preventDefault();
  };

  return (
    <section className="imaging" aria-label={t("imaging.of", { x: study.description ?? t("study.unnamed") })} onKeyDown={pressed} tabIndex={-1} ref={focusOnce}>
      <header className="imaging-head">
        <button type="button" className="button" onClick={onClose}>
          <Icon name="left" size={14} /> {t("imaging.back")}
        </button>
        <h2>{study.description ?? t("study.unnamed")}</h2>
        <span className="fine num">{moment(study.started)}</span>
        <strong className="chip chip-warn">{t("imaging.notForDiagnosis")}</strong>
        <label className="imaging-prior">
          {t("imaging.compare")}{" "}
          <select
            value={priorId}
            onChange={(event) => {
              setPriorId(event.target.value);
              setPriorUid(undefined);
              setPlanes(false);
              setChosen("current");
            }}
          >
            <option value="">{t("imaging.alone")}</option>
            {studies
              .filter((one) => one.id !== study.id && one.available && (one.series ?? []).length > 0)
              .map((one) => (
                <option key={one.id} value={one.id}>
                  {[moment(one.started), one.modalities?.join(" "), one.description].filter(Boolean).join(" · ")}
                </option>
              ))}
          </select>
        </label>
      </header>
      {images && (
        <Toolbar
          tool={tool}
          computed={images.modality === "CT"}
          several={images.slices.length > 1}
          comparing={!!priorImages}
          linked={linked}
          playing={playing}
          planes={mayCut ? planes : undefined}
          onTool={take}
          onPreset={(preset) => panes?.preset(pane, preset)}
          onAct={act}
        />
      )}
      <div className="imaging-body">
        <SeriesStrip
          patientId={patientId}
          study={study}
          held={held}
          chosen={uid}
          onChoose={(next) => {
            setUid(next);
            setPlanes(false);
            setPlaying(false);
          }}
        />
        <div className={priorImages ? "imaging-panes two" : "imaging-panes"}>
          {!current && <Skeleton />}
          {current && "problem" in current && <ProblemNote problem={current.problem} />}
          {current && "content" in current && current.content.kind !== "images" && <OtherContent content={current.content} title={named(study, uid)} />}
          {panes && images && planes && <PlanesPane panes={panes} slices={images.slices} />}
          {panes && images && !planes && (
            <StackPane
              panes={panes}
              name="current"
              title={named(study, uid)}
              slices={images.slices}
              chosen={!!priorImages && pane === "current"}
              playing={playing}
              onChoose={() => setChosen("current")}
              onScrolled={(by) => scrolled("current", by)}
            />
          )}
          {panes && prior && priorImages && (
            <StackPane
              panes={panes}
              name="prior"
              title={named(prior, beside)}
              slices={priorImages.slices}
              chosen={pane === "prior"}
              playing={false}
              onChoose={() => setChosen("prior")}
              onScrolled={(by) => scrolled("prior", by)}
            />
          )}
          {prior && beside && heldPrior[beside] && "problem" in heldPrior[beside] && <ProblemNote problem={heldPrior[beside].problem} />}
        </div>
        {prior && <SeriesStrip patientId={patientId} study={prior} held={heldPrior} chosen={beside} onChoose={setPriorUid} />}
      </div>
      <p className="fine imaging-keys">{t("imaging.keys")}</p>
    </section>
  );
}

/** Keys work from the beginning. */
function focusOnce(element: HTMLElement | null): void {
  if (!element || element.contains(document.activeElement)) return;
  element.focus({ preventScroll: true });
  element.scrollIntoView?.({ block: "start" });
}
