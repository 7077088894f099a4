import { fireEvent, screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { FIRST, healthy, openHospital, uuid, visit } from "../testing/hospital";

const CLOSED = `/patients/${FIRST.id}/folder/${uuid(7702)}`;
const OPEN = `/patients/${FIRST.id}/folder/${uuid(7701)}`;

let saved: string[];

beforeEach(() => {
  saved = [];
  URL.createObjectURL = () => "blob:here";
  URL.revokeObjectURL = () => undefined;
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download);
  });
});

describe("one record as data", () => {
  it("is saved as XML or JSON under a name that tells nothing about the person", async () => {
    const hospital = openHospital("luutru");
    visit(CLOSED);
    fireEvent.click(await screen.findByRole("button", { name: "Xuất dữ liệu" }));
    await healthy();
    const sheet = within(screen.getByRole("dialog"));
    fireEvent.click(sheet.getByRole("button", { name: "Tải XML" }));
    await vi.waitFor(() => expect(saved).toEqual([`HoSoBenhAn-${uuid(7702)}.xml`]));
    fireEvent.click(sheet.getByRole("button", { name: "Tải JSON" }));
    await vi.waitFor(() => expect(saved).toHaveLength(2));
    expect(hospital.asked.filter((one) => one.path.includes("/exchange/")).map((one) => one.path.split("/").at(-1))).toEqual(["xml", "json"]);
  });

  it("is refused in plain words, and nothing is saved", async () => {
    openHospital("luutru");
    visit(CLOSED);
    fireEvent.click(await screen.findByRole("button", { name: "Xuất dữ liệu" }));
    globalThis.fetch = async () =>
      new Response(JSON.stringify({ status: 403, code: "FORBIDDEN", detail: "labels hide a part of this record from you; who sees all of it can take it out" }), { status: 403, headers: { "Content-Type": "application/problem+json" } });
    const sheet = within(screen.getByRole("dialog"));
    fireEvent.click(sheet.getByRole("button", { name: "Tải XML" }));
    expect((await sheet.findByRole("alert")).textContent).toContain("Nhãn hạn chế đang che một phần hồ sơ này với bạn");
    expect(saved).toEqual([]);
  });

  it("has no button where it may not be taken out", async () => {
    openHospital("luutru");
    visit(OPEN);
    await screen.findByRole("heading", { name: /^Hồ sơ bệnh án 26/ });
    expect(screen.queryByRole("button", { name: "Xuất dữ liệu" })).toBeNull();
  });
});
