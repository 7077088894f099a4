import { useSpeech, type Key } from "../lang";
import { PRESETS, TOOLS, type Preset, type Tool } from "./engine";

export type Act = "reset" | "invert" | "rotate" | "play" | "planes" | "link" | "clear";

interface Props {
  tool: Tool;
  computed: boolean;
  several: boolean;
  comparing: boolean;
  linked: boolean;
  playing: boolean;
  planes: boolean | undefined;
  onTool: (tool: Tool) => void;
  onPreset: (preset: Preset) => void;
  onAct: (act: Act) => void;
}

/** Everything that can be done with what is shown, with its key. */
export function Toolbar({ tool, computed, several, comparing, linked, playing, planes, onTool, onPreset, onAct }: Props) {
  const { t } = useSpeech();
  const act = (name: Act, pressed?: boolean) => (
    <button type="button" className="button" aria-pressed={pressed} onClick={() => onAct(name)}>
      {t(`imaging.${name}` as Key)}
    </button>
  );
  return (
    <div className="imaging-tools" role="toolbar" aria-label={t("imaging.tools")}>
      {!planes && (
        <>
          <div className="imaging-group" role="group" aria-label={t("imaging.button")}>
            {(Object.keys(TOOLS) as Tool[]).map((name) => (
              <button key={name} type="button" className="button" aria-pressed={tool === name} onClick={() => onTool(name)}>
                {t(`imaging.tool.${name}` as Key)}
              </button>
            ))}
          </div>
          {computed && (
            <label className="imaging-preset">
              <span className="hidden-text">{t("imaging.preset")}</span>
              <select value="" onChange={(event) => onPreset(event.target.value as Preset)}>
                <option value="" disabled>
                  {t("imaging.preset")}
                </option>
                {(Object.keys(PRESETS) as Preset[]).map((name, i) => (
                  <option key={name} value={name}>
                    {i + 2} · {t(`imaging.preset.${name}` as Key)}
                  </option>
                ))}
              </select>
            </label>
          )}
          {act("reset")}
          {act("invert")}
          {act("rotate")}
          {several && act("play", playing)}
          {act("clear")}
          {comparing && act("link", linked)}
        </>
      )}
      {planes !== undefined && act("planes", planes)}
    </div>
  );
}
