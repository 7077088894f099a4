import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { healthy, openHospital, PEOPLE, sent, uuid, visit } from "../testing/hospital";

const ONE = PEOPLE[0]!.id;
const UNDER_TREATMENT = `/patients/${ONE}/folder/${uuid(7701)}`;
const TWO = PEOPLE[1]!.id;
const HYBRID = `/patients/${TWO}/folder/${uuid(7703)}`;

const file = (name: string, type: string) => new File(["x"], name, { type });

async function adding(address = UNDER_TREATMENT) {
  visit(address);
  fireEvent.click(await screen.findByRole("button", { name: "Thêm giấy tờ quét" }));
  return within(screen.getByRole("dialog"));
}

async function chosen(dialog: Awaited<ReturnType<typeof adding>>, ...files: File[]) {
  fireEvent.change(dialog.getByLabelText("Chọn tệp"), { target: { files } });
  await dialog.findByText("Trang 1/2");
}

describe("scanned papers", () => {
  it("of a hybrid record are told in its head and shown as small pictures", async () => {
    openHospital("bacsi");
    visit(HYBRID);
    expect(await screen.findByText("Một phần trên giấy")).toBeTruthy();
    expect(screen.getByText(/Hồ sơ hỗn hợp/)).toBeTruthy();
    const papers = within(screen.getByRole("region", { name: "Giấy tờ quét" }));
    expect(papers.getByRole("link", { name: "Giấy chuyển tuyến bệnh viện huyện" }).getAttribute("href")).toBe(`/patients/${TWO}/sheets/${uuid(9806)}`);
    expect(papers.getByText("3 trang quét")).toBeTruthy();
    await healthy();
  });

  it("are not spoken of where there are none and nobody may add one", async () => {
    openHospital("hocvien");
    visit(`/patients/${ONE}/folder/${uuid(7702)}`);
    await screen.findAllByText(/Công văn 12/);
    expect(screen.queryByRole("region", { name: "Giấy tờ quét" })).toBeNull();
  });

  it("are put in order, turned, left out and kept under what they are", async () => {
    const hospital = openHospital("bacsi");
    const dialog = await adding();
    const keep = () => dialog.getByRole<HTMLButtonElement>("button", { name: /^Lưu vào hồ sơ/ });
    await chosen(dialog, file("to-khai.pdf", "application/pdf"));
    fireEvent.click(dialog.getByRole("button", { name: "Đưa trang 2 lên trước" }));
    fireEvent.click(dialog.getByRole("button", { name: "Xoay trang 1 sang phải" }));
    expect(keep().disabled).toBe(true);
    fireEvent.change(dialog.getByLabelText("Tên giấy tờ"), { target: { value: "Giấy của gia đình" } });
    fireEvent.change(dialog.getByLabelText("Ngày ghi trên giấy"), { target: { value: "02/01/2026" } });
    await healthy();
    fireEvent.click(keep());
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(hospital.asked.find(({ path }) => path.endsWith("/scans/files"))?.headers["Content-Type"]).toBe("application/pdf");
    const body = sent(hospital, "/scans").body as { pages: { page: number; turn: number }[] };
    expect(body).toMatchObject({ title: "Giấy của gia đình", dated: "2026-01-02" });
    expect(body.pages.map(({ page, turn }) => [page, turn])).toEqual([[2, 1], [1, 0]]);
  });

  it("may be a form of the record, found by its name without accents", async () => {
    const hospital = openHospital("bacsi");
    const dialog = await adding();
    await chosen(dialog, file("anh.jpg", "image/jpeg"));
    fireEvent.click(dialog.getByRole("button", { name: "Bỏ trang 2" }));
    fireEvent.change(dialog.getByLabelText("Tìm loại giấy tờ"), { target: { value: "theo doi dieu tri" } });
    await waitFor(() => expect(dialog.getAllByRole("option")).toHaveLength(2));
    fireEvent.change(dialog.getByLabelText("Loại giấy tờ"), { target: { value: "36/BV2" } });
    expect(dialog.queryByLabelText("Tên giấy tờ")).toBeNull();
    fireEvent.change(dialog.getByLabelText("Ngày ghi trên giấy"), { target: { value: "02/01/2026" } });
    fireEvent.click(dialog.getByRole("button", { name: "Lưu vào hồ sơ (1 trang)" }));
    await waitFor(() => expect(sent(hospital, "/scans")).toBeTruthy());
    expect(sent(hospital, "/scans").body).toMatchObject({ form: "36/BV2", pages: [{ page: 1, turn: 0 }] });
  });

  it("after the completion need a reason", async () => {
    openHospital("bacsi");
    const dialog = await adding(HYBRID);
    expect(dialog.getByLabelText("Lý do bổ sung sau khi hoàn thành")).toBeTruthy();
  });

  it("that are no papers are not sent, and said why", async () => {
    const hospital = openHospital("bacsi");
    const dialog = await adding();
    fireEvent.change(dialog.getByLabelText("Chọn tệp"), { target: { files: [file("trang.html", "text/html")] } });
    expect(await dialog.findByText("Không nhận tệp trang.html")).toBeTruthy();
    expect(dialog.getByText(/không phải là JPEG, PNG hay PDF/)).toBeTruthy();
    expect(hospital.asked.some(({ path }) => path.endsWith("/scans/files"))).toBe(false);
  });

  it("show their pages in place of a form, and are declared void and not changed", async () => {
    openHospital("bacsi");
    visit(`/patients/${ONE}/sheets/${uuid(9806)}`);
    expect(await screen.findByRole("heading", { name: "Giấy chuyển tuyến bệnh viện huyện", level: 2 })).toBeTruthy();
    const pages = within(screen.getByRole("region", { name: "Các trang" })).getAllByRole("img");
    expect(pages.map((page) => page.getAttribute("src"))).toEqual([1, 2, 3].map((n) => `/api/v1/patients/${ONE}/sheets/${uuid(9806)}/pages/${n}.jpg`));
    expect(screen.queryByRole("button", { name: "Sửa tờ" })).toBeNull();
    expect(screen.getByRole("button", { name: "Hủy tờ" })).toBeTruthy();
    await healthy();
  });
});
