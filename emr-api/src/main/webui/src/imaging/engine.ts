import { cache, Enums, eventTarget, getShouldUseCPURendering, init as startCore, RenderingEngine, setVolumesForViewports, volumeLoader, type Types } from "@cornerstonejs/core";
import { init as startLoader, wadors } from "@cornerstonejs/dicom-image-loader";
import * as tools from "@cornerstonejs/tools";
import type { Slice } from "./content";

const { MouseBindings } = tools.Enums;
const CACHE_BYTES = 1024 * 1024 * 1024;
const MPR = { axial: Enums.OrientationAxis.AXIAL, sagittal: Enums.OrientationAxis.SAGITTAL, coronal: Enums.OrientationAxis.CORONAL } as const;

/** What the left button, or one finger, does. */
export const TOOLS = {
  window: tools.WindowLevelTool,
  pan: tools.PanTool,
  zoom: tools.ZoomTool,
  scroll: tools.StackScrollTool,
  length: tools.LengthTool,
  angle: tools.AngleTool,
  rectangle: tools.RectangleROITool,
  ellipse: tools.EllipticalROITool,
} as const;
export type Tool = keyof typeof TOOLS;

/** Windows for computed tomography by the keys 2 to 9, as width and centre in Hounsfield units. */
export const PRESETS = {
  soft: [400, 40],
  lung: [1500, -600],
  bone: [2500, 480],
  brain: [80, 40],
  mediastinum: [350, 50],
  liver: [150, 90],
  abdomen: [350, 40],
  vessels: [600, 300],
} as const;
export type Preset = keyof typeof PRESETS;
export type Plane = keyof typeof MPR;
export const PLANES = Object.keys(MPR) as Plane[];

let started: Promise<void> | undefined;

/** Once for the page: what draws, what decodes, what measures. */
export function start(): Promise<void> {
  started ??= (async () => {
    await startCore();
    cache.setMaxCacheSize(CACHE_BYTES);
    startLoader({ beforeSend: () => ({ "X-Emr-Activity": "1", Accept: 'multipart/related; type="application/octet-stream"; transfer-syntax=*' }) });
    stylesByObject();
    tools.init();
    Object.values(TOOLS).forEach((tool) => tools.addTool(tool));
  })();
  return started;
}

/** Whether planes can be cut through a series: only where the browser draws with the graphics card's interface. */
export const cutsPlanes = () => !getShouldUseCPURendering();

/** Styles of texts on an image are written as attributes, which our content security policy forbids; as an object it lets them be. */
function stylesByObject(): void {
  const set = Element.prototype.setAttribute;
  SVGTextElement.prototype.setAttribute = function (this: SVGTextElement, name: string, value: string) {
    if (name === "style") this.style.cssText = value;
    else set.call(this, name, value);
  };
}

let made = 0;

/** The panes of one look at studies. */
export class Panes {
  private readonly id = `panes-${++made}`;
  private readonly rendering = new RenderingEngine(this.id);
  private readonly group = tools.ToolGroupManager.createToolGroup(this.id)!;
  private volumeId: string | undefined;

  constructor() {
    Object.values(TOOLS).forEach((tool) => this.group.addTool(tool.toolName));
    this.use("window");
  }

  /** The wheel always scrolls, the right button and two fingers zoom, the middle button pans. */
  use(chosen: Tool): void {
    for (const [name, tool] of Object.entries(TOOLS)) {
      const bindings = [
        ...(name === chosen ? [{ mouseButton: MouseBindings.Primary }, { numTouchPoints: 1 }] : []),
        ...(name === "scroll" ? [{ mouseButton: MouseBindings.Wheel }] : []),
        ...(name === "zoom" ? [{ mouseButton: MouseBindings.Secondary }, { numTouchPoints: 2 }] : []),
        ...(name === "pan" ? [{ mouseButton: MouseBindings.Auxiliary }, { numTouchPoints: 3 }] : []),
      ];
      if (bindings.length > 0) this.group.setToolActive(tool.toolName, { bindings });
      else this.group.setToolPassive(tool.toolName, { removeAllBindings: true });
    }
  }

  open(pane: string, element: HTMLDivElement): void {
    this.rendering.enableElement({ viewportId: pane, type: Enums.ViewportType.STACK, element });
    this.group.addViewport(pane, this.id);
  }

  openPlane(plane: Plane, element: HTMLDivElement): void {
    this.rendering.enableElement({ viewportId: plane, type: Enums.ViewportType.ORTHOGRAPHIC, element, defaultOptions: { orientation: MPR[plane] } });
    this.group.addViewport(plane, this.id);
  }

  close(pane: string): void {
    this.group.removeViewports(this.id, pane);
    this.rendering.disableElement(pane);
  }

  /** Shows a series from its middle, where most of it is to be seen. */
  async show(pane: string, slices: Slice[], at = Math.floor(slices.length / 2)): Promise<void> {
    known(slices);
    const stack = this.stack(pane);
    await stack.setStack(slices.map((slice) => slice.imageId), at);
    stack.render();
  }

  async cut(slices: Slice[]): Promise<void> {
    known(slices);
    this.volumeId = `cornerstoneStreamingImageVolume:${this.id}:${slices[0]!.imageId}`;
    const volume = await volumeLoader.createAndCacheVolume(this.volumeId, { imageIds: slices.map((slice) => slice.imageId) });
    void volume.load();
    await setVolumesForViewports(this.rendering, [{ volumeId: this.volumeId }], PLANES);
    this.rendering.renderViewports(PLANES);
  }

  scrollTo(pane: string, index: number): Promise<string> {
    return this.stack(pane).setImageIdIndex(index);
  }

  scroll(pane: string, by: number): void {
    this.stack(pane).scroll(by);
  }

  preset(pane: string, preset: Preset): void {
    const [width, centre] = PRESETS[preset];
    this.change(pane, (stack) => stack.setProperties({ voiRange: { lower: centre - width / 2, upper: centre + width / 2 } }));
  }

  invert(pane: string): void {
    this.change(pane, (stack) => stack.setProperties({ invert: !stack.getProperties().invert }));
  }

  rotate(pane: string): void {
    this.change(pane, (stack) => stack.setViewPresentation({ rotation: ((stack.getViewPresentation().rotation ?? 0) + 90) % 360 }));
  }

  reset(pane: string): void {
    this.change(pane, (stack) => {
      stack.resetProperties();
      stack.resetCamera();
      stack.setViewPresentation({ rotation: 0 });
    });
  }

  play(element: HTMLDivElement, framesPerSecond: number): void {
    tools.utilities.cine.playClip(element, { framesPerSecond });
  }

  stop(element: HTMLDivElement): void {
    tools.utilities.cine.stopClip(element);
  }

  clearMeasures(): void {
    tools.annotation.state.removeAllAnnotations();
    this.rendering.render();
  }

  /** Where the image is in the series, and its window as width and centre. */
  state(pane: string): { index: number; window?: [number, number] } {
    const stack = this.stack(pane);
    const range = stack.getProperties().voiRange;
    return { index: stack.getCurrentImageIdIndex(), window: range && [Math.round(range.upper - range.lower), Math.round((range.upper + range.lower) / 2)] };
  }

  end(): void {
    tools.annotation.state.removeAllAnnotations();
    tools.ToolGroupManager.destroyToolGroup(this.id);
    this.rendering.destroy();
    // Images of a patient do not stay in the memory of the page.
    cache.purgeCache();
  }

  resize(): void {
    this.rendering.resize(true, true);
  }

  private change(pane: string, how: (stack: Types.IStackViewport) => void): void {
    const stack = this.stack(pane);
    how(stack);
    stack.render();
  }

  private stack(pane: string): Types.IStackViewport {
    return this.rendering.getViewport(pane) as Types.IStackViewport;
  }
}

function known(slices: Slice[]): void {
  slices.forEach((slice) => wadors.metaDataManager.add(slice.imageId, slice.dataSet as Parameters<typeof wadors.metaDataManager.add>[1]));
}

/** Events of a pane after which it shows something else. */
export const CHANGES = [Enums.Events.STACK_NEW_IMAGE, Enums.Events.VOI_MODIFIED] as const;

/** Tells when an image could not be had. */
export const FAILED = {
  event: Enums.Events.IMAGE_LOAD_FAILED,
  addEventListener: (event: string, listener: () => void) => eventTarget.addEventListener(event, listener),
  removeEventListener: (event: string, listener: () => void) => eventTarget.removeEventListener(event, listener),
};
