import { useEffect, useRef, useState } from "react";
import { useSpeech } from "../lang";
import type { Slice } from "./content";
import { CHANGES, FAILED, type Panes } from "./engine";

export type PaneName = "current" | "prior";

interface Props {
  panes: Panes;
  name: PaneName;
  title: string;
  slices: Slice[];
  chosen: boolean;
  playing: boolean;
  onChoose: () => void;
  onScrolled: (by: number) => void;
}

/** One series, image by image. The wheel scrolls; what the left button does is chosen above. */
export function StackPane({ panes, name, title, slices, chosen, playing, onChoose, onScrolled }: Props) {
  const { t } = useSpeech();
  const box = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<{ index: number; window?: [number, number] }>({ index: 0 });
  const [failed, setFailed] = useState(false);
  const scrolled = useRef(onScrolled);
  scrolled.current = onScrolled;
  const index = useRef<number | undefined>(undefined);

  useEffect(() => {
    const element = box.current!;
    panes.open(name, element);
    const changed = () => {
      const now = panes.state(name);
      if (index.current !== undefined && now.index !== index.current) scrolled.current(now.index - index.current);
      index.current = now.index;
      setState(now);
    };
    const broken = () => setFailed(true);
    CHANGES.forEach((event) => element.addEventListener(event, changed));
    FAILED.addEventListener(FAILED.event, broken);
    const sized = new ResizeObserver(() => panes.resize());
    sized.observe(element);
    return () => {
      sized.disconnect();
      FAILED.removeEventListener(FAILED.event, broken);
      CHANGES.forEach((event) => element.removeEventListener(event, changed));
      panes.close(name);
    };
  }, [panes, name]);

  useEffect(() => {
    setFailed(false);
    index.current = undefined;
    panes.show(name, slices).catch(() => setFailed(true));
  }, [panes, name, slices]);

  useEffect(() => {
    const element = box.current!;
    if (!playing) return;
    panes.play(element, 12);
    return () => panes.stop(element);
  }, [panes, playing, slices]);

  return (
    <figure className={chosen ? "pane pane-chosen" : "pane"} onPointerDown={onChoose}>
      <div ref={box} className="pane-image" data-pane={name} onContextMenu={(event) => event.preventDefault()} />
      <figcaption>
        <span className="pane-title">{title}</span>
        <span className="num" data-slice={state.index}>
          {t("imaging.slice", { n: state.index + 1, of: slices.length })}
          {state.window && ` · W ${state.window[0]} L ${state.window[1]}`}
        </span>
      </figcaption>
      {slices.length > 1 && (
        <input
          type="range"
          className="pane-place"
          min={0}
          max={slices.length - 1}
          value={state.index}
          aria-label={t("imaging.place", { x: title })}
          onChange={(event) => void panes.scrollTo(name, Number(event.target.value))}
        />
      )}
      {failed && (
        <p className="pane-failed" role="alert">
          {t("imaging.failed")}{" "}
          <button type="button" className="button" onClick={() => panes.show(name, slices).then(() => setFailed(false), () => setFailed(true))}>
            {t("app.retry")}
          </button>
        </p>
      )}
    </figure>
  );
}
