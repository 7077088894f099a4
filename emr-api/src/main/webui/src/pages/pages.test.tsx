import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Chart, PatientPage } from "../api";
import { banner, chartPath, FIRST, openHospital, press, uuid, visit } from "../testing/hospital";

describe("the pages", () => {
  it("find people without accents and load the next page", async () => {
    openHospital();
    visit("/");
    await screen.findByText(FIRST.name);
    const links = () => screen.getAllByRole("row").length - 1;
    // A ward is listed whole.
    expect(links()).toBe(34);
    fireEvent.change(screen.getByRole("searchbox"), { target: { value: "nh" } });
    await waitFor(() => expect(links()).toBe(20));
    fireEvent.click(screen.getByRole("button", { name: "Tải thêm" }));
    await waitFor(() => expect(links()).toBe(21));
    expect(screen.queryByRole("button", { name: "Tải thêm" })).toBeNull();
  });

  it("offer to apply again only with the right", async () => {
    openHospital("bacsi");
    const { unmount } = visit("/parked");
    await screen.findAllByText("Chi tiết");
    expect(screen.queryByRole("button", { name: "Áp dụng lại" })).toBeNull();
    unmount();
    openHospital("quantri");
    visit("/parked");
    fireEvent.click((await screen.findAllByRole("button", { name: "Áp dụng lại" }))[0]!);
    await screen.findByText("Đã đưa vào hồ sơ.");
  });

  it("name the fields at fault of a waiting message, and speak of none where none is known", async () => {
    const hospital = openHospital("quantri");
    hospital.twist = (path, body) => {
      if (path !== "/parked") return body;
      const page = body as { items: object[] };
      const faults: [string, string[]][] = [["UNKNOWN_PATIENT", ["PID-3"]], ["MALFORMED_FIELD", ["XML1/MA_BN"]], ["MALFORMED_FIELD", []]];
      return { ...page, items: faults.map(([code, fields], i) => ({ ...page.items[0], inboundId: uuid(i), code, fields })) };
    };
    visit("/parked");
    const [, first, second, third] = await screen.findAllByRole("row");
    expect(first!.textContent).toContain("Trường được nêu: PID-3 (Các mã người bệnh)");
    expect(second!.textContent).toContain("Trường được nêu: XML1/MA_BN");
    expect(second!.textContent).toContain("Báo bên gửi sửa trường được nêu, rồi gửi lại.");
    expect(third!.textContent).toContain("Báo bên gửi sửa chỗ sai định dạng, rồi gửi lại.");
    expect(third!.textContent).not.toMatch(/trường được nêu/i);
  });

  it("name the fields at fault on the page of a message", async () => {
    const hospital = openHospital("quantri");
    const { unmount } = visit(`/messages/${uuid(900_100)}`);
    await screen.findByText(/Trường được nêu/);
    expect(screen.getByText("PID-3").parentElement!.textContent).toContain("Các mã người bệnh");
    unmount();
    hospital.twist = (path, body) => (path.startsWith("/inbound/") ? { ...(body as object), code: "MALFORMED_FIELD", fields: [] } : body);
    visit(`/messages/${uuid(900_100)}`);
    await screen.findByText(/sửa chỗ sai định dạng/);
    expect(screen.queryByText(/trường được nêu/i)).toBeNull();
  });

  it("show appointments, vaccinations and what is announced for a visit", async () => {
    openHospital().twist = (path, body) => {
      const visit = path === `/patients/${FIRST.id}` ? (body as Chart).encounters![0] : undefined;
      if (visit) {
        visit.awaySince = { sent: "20260310", precision: "DAY", from: "2026-03-10T00:00:00Z" };
        visit.expected = [{ event: "TRANSFER_EXPECTED", department: "Khoa Ngoại" }];
      }
      return body;
    };
    visit(chartPath());
    expect((await screen.findByText(/Đang xin về từ/)).textContent).toContain("Dự kiến chuyển khoa · Khoa Ngoại");
    expect(screen.getByText(/Đã hẹn/).textContent).toContain("Phan Quốc Bảo");
    expect(screen.getByText(/Từ chối tiêm/).textContent).toContain("Đang sốt");
  });

  it("say how long the record of each visit is kept, and why", async () => {
    openHospital().twist = (path, body) => {
      if (!/^\/patients\/[^/]+$/.test(path)) return body;
      const chart = body as Chart;
      const kept = [{ keptAs: "PATIENT_RECORD", years: 10 }, { keptAs: "DEATH", years: 30, until: "2056-12-31" }, { keptAs: "MEDICAL_INCIDENT" }];
      return { ...chart, encounters: chart.encounters!.slice(0, 4).map((visit, i) => ({ ...visit, folder: { id: uuid(7000 + i), state: "COMPLETED", retention: kept[i] } })) };
    };
    visit(chartPath());
    await screen.findByText(/Lưu trữ 10 năm sau năm kết thúc \(hồ sơ bệnh án\)/);
    screen.getByText(/Lưu trữ đến 31\/12\/2056 \(tử vong\)/);
    screen.getByText(/Lưu trữ vĩnh viễn \(sự cố y khoa\)/);
    expect(screen.getAllByText(/Lưu trữ/)).toHaveLength(3);
  });

  it("show senders that are silent or without TLS in red, and nothing when all is well", async () => {
    const hospital = openHospital("quantri");
    const { unmount } = visit("/health");
    await screen.findByText("Cổng nhận");
    expect(screen.queryByRole("region", { name: "Cần xử lý ở hệ thống gửi" })).toBeNull();
    unmount();
    hospital.twist = (path, body) =>
      path !== "/health"
        ? body
        : {
            ...(body as object),
            tlsTrouble: "mllp.crt",
            senders: [
              { id: "1", name: "LIS im", silent: true, silentAfter: 30, plainText: false },
              { id: "2", name: "LIS trần", silent: false, plainText: true },
            ],
          };
    visit("/health");
    const alarms = await screen.findByRole("region", { name: "Cần xử lý ở hệ thống gửi" });
    expect(within(alarms).getByText(/Im lặng quá 30 phút \(tin cuối: chưa có\)/).className).toContain("bad");
    expect(within(alarms).getByText(/không mã hóa/).className).toContain("bad");
    expect(alarms.textContent).toContain("mllp.crt");
  });

  it("show the hospital's own dialects and what to do about a faulty one", async () => {
    openHospital("quantri");
    visit("/health");
    const faulty = (await screen.findByText("acme-lis")).closest("tr")!;
    expect(within(faulty).getByText(/bản trước vẫn được dùng/)).toBeTruthy();
    expect(within(faulty).getByText("/corrections/2/to: Cần một vị trí như OBX-3.4, PID-3[2].1, PID-3[*].5 hoặc PID-*")).toBeTruthy();
    expect(screen.getByText(/Chưa có bản dùng được/).textContent).toContain("không có tệp nào như vậy");
    expect(screen.queryByText("standard")).toBeNull();
  });

  it("say not permitted, not empty, with the request id", async () => {
    openHospital("quantri");
    visit(chartPath());
    const note = await screen.findByRole("alert");
    expect(note.textContent).toContain("Không có quyền");
    expect(note.textContent).toContain("req-0192-7fd1");
    expect(within(note).queryByRole("button")).toBeNull();
  });

  it("tell a failure from an empty list and try again", async () => {
    openHospital();
    const real = globalThis.fetch;
    globalThis.fetch = (input, init) => (String(input).includes("search") ? Promise.reject(new TypeError("down")) : real(input, init));
    visit("/");
    const note = await screen.findByRole("alert");
    expect(note.textContent).toContain("Không nối được với máy chủ");
    globalThis.fetch = real;
    fireEvent.click(within(note).getByRole("button", { name: "Thử lại" }));
    await screen.findByText(FIRST.name);
  });

  it("say from which system and when, and warn when a feed is late", async () => {
    openHospital();
    visit(chartPath("studies"));
    expect((await screen.findAllByText(/^PACS Hải Vân · \d\d\/\d\d\/\d{4} \d\d:\d\d/)).length).toBe(5);
    expect(screen.getByText(/Dữ liệu PACS Hải Vân có thể chưa đủ/)).toBeTruthy();
  });

  it("chart up to six analytes and give the numbers as a table", async () => {
    openHospital();
    visit(chartPath("laboratory"));
    const boxes = await screen.findAllByRole("checkbox", { name: /^Vẽ biểu đồ/ });
    for (const box of boxes.slice(0, 6)) fireEvent.click(box);
    expect((screen.getAllByRole("checkbox", { name: /^Vẽ biểu đồ/ })[6] as HTMLInputElement).disabled).toBe(true);
    fireEvent.click(screen.getByRole("button", { name: "Bảng số liệu" }));
    expect(within(screen.getByRole("region", { name: "Biểu đồ" })).getAllByRole("columnheader")).toHaveLength(7);
  });

  it("switch to English and remember it, nothing else", async () => {
    openHospital();
    visit(chartPath());
    await banner();
    fireEvent.click(screen.getByRole("button", { name: "EN – English" }));
    expect(screen.getByText("No allergy recorded")).toBeTruthy();
    expect(document.documentElement.lang).toBe("en");
    expect(screen.getByText(/Born 1958 \(68 years\)/)).toBeTruthy();
    expect({ ...localStorage }).toEqual({ "emr.language": "en" });
  });

  it("show a record that is nearly empty", async () => {
    const hospital = openHospital();
    hospital.twist = (path, body) => {
      if (path === "/patients/search") return { patients: [] } satisfies PatientPage;
      if (path.endsWith("/laboratory")) return { dates: [], rows: [] };
      if (!/^\/patients\/[^/]+$/.test(path)) return body;
      return { patient: { id: FIRST.id, sex: "UNKNOWN" } } satisfies Chart;
    };
    visit(chartPath());
    await screen.findByText("CHƯA RÕ TÊN");
    await screen.findByText(/Không có kết quả bất thường/);
    for (const [key, text] of [["t", /Chưa có sự kiện/], ["r", /Chưa có phiếu/], ["i", /Chưa có ca chụp/], ["d", /Chưa có tài liệu/], ["l", /Không có kết quả nào khớp/]] as const) {
      press("g");
      press(key);
      await screen.findByText(text);
    }
  });
});
