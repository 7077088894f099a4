import { fireEvent, render, screen } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { dictionaries, SpeechProvider, useSpeech } from ".";

function Word() {
  const { t, setLanguage } = useSpeech();
  return <button type="button" onClick={() => setLanguage("en")}>{t("sheet.save")}</button>;
}

describe("English", () => {
  beforeEach(() => {
    dictionaries.en = dictionaries.vi;
  });

  it("comes when somebody asks for it, and until then everything is said in Vietnamese", async () => {
    render(<SpeechProvider><Word /></SpeechProvider>);
    fireEvent.click(screen.getByRole("button", { name: "Lưu" }));
    expect(screen.getByRole("button", { name: "Lưu" })).toBeTruthy();
    expect(await screen.findByRole("button", { name: "Save" })).toBeTruthy();
    expect(document.documentElement.lang).toBe("en");
  });

  it("comes by itself for who chose it before", async () => {
    localStorage.setItem("emr.language", "en");
    render(<SpeechProvider><Word /></SpeechProvider>);
    expect(await screen.findByRole("button", { name: "Save" })).toBeTruthy();
  });
});
