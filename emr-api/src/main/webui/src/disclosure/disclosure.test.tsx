import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { banner, chartPath, healthy, openHospital, sent, uuid, visit } from "../testing/hospital";

const fill = (form: ReturnType<typeof within>, label: string | RegExp, value: string) => fireEvent.change(form.getByLabelText(label), { target: { value } });

describe("the list of requests", () => {
  it("shows what is open with its day, the late ones in words and red, and how many are late in the menu", async () => {
    openHospital("tiepnhan");
    visit("/disclosures");
    expect(await screen.findByRole("link", { name: "Cung cấp hồ sơ 1 yêu cầu quá hạn" })).toBeTruthy();
    const late = (await screen.findByRole("link", { name: "2026-00001" })).closest("tr")!;
    expect(within(late).getByText("Quá hạn").className).toContain("chip-refused");
    expect(await screen.findByRole("status", { name: "1 yêu cầu quá hạn" })).toBeTruthy();
    await healthy();
    fireEvent.click(screen.getByRole("button", { name: "Đã đóng" }));
    await screen.findByText("Không có yêu cầu nào.");
  });

  it("tells who decides how many wait, and offers no receipt of requests to them", async () => {
    openHospital("lanhdao");
    visit("/disclosures");
    expect(await screen.findByRole("status", { name: "1 yêu cầu chờ quyết định" })).toBeTruthy();
    await screen.findByRole("link", { name: "2026-00001" });
    expect(screen.queryByRole("button", { name: "Tiếp nhận yêu cầu" })).toBeNull();
  });

  it("is not in the menu of others, and asks nothing for them", async () => {
    const hospital = openHospital("bacsi");
    visit(chartPath());
    await banner();
    expect(screen.queryByRole("link", { name: /^Cung cấp hồ sơ/ })).toBeNull();
    expect(hospital.asked.filter((one) => one.path.includes("disclosures"))).toEqual([]);
  });
});

describe("a request", () => {
  it("is taken in with the papers and forms that the law names for who asks", async () => {
    const hospital = openHospital("tiepnhan");
    visit("/disclosures");
    fireEvent.click(await screen.findByRole("button", { name: "Tiếp nhận yêu cầu" }));
    const form = within(await screen.findByRole("dialog"));
    fireEvent.change(await form.findByLabelText("Ai yêu cầu"), { target: { value: "OTHER_REPRESENTATIVE" } });
    fill(form, /^Mã người bệnh/, "BN0001");
    expect(form.queryByRole("checkbox", { name: "Bản sao" })).toBeNull();
    fill(form, "Ai yêu cầu", "COURT");
    expect(form.getByText(/Điều 69 khoản 4 điểm a/)).toBeTruthy();
    fill(form, "Họ tên người yêu cầu", "Trần Văn Ví Dụ");
    fill(form, "Cơ quan, tổ chức", "Tòa án");
    const identity = within(form.getByRole("group", { name: "Giấy tờ của người yêu cầu" }));
    fill(identity, "Loại giấy tờ", "CCCD");
    fill(identity, "Số", "001058000042");
    fill(identity, "Ngày cấp", "01/05/2021");
    const mandate = within(form.getByRole("group", { name: "Giấy tờ chứng minh được yêu cầu" }));
    fill(mandate, "Loại giấy tờ", "OFFICIAL_LETTER");
    fill(mandate, "Số", "12/CV");
    fireEvent.click(form.getByRole("checkbox", { name: "Bản sao" }));
    fill(form, "Mục đích sử dụng", "Giải quyết vụ án");
    fill(form, /^Đợt khám/, "Đợt tháng trước");
    await healthy();
    fireEvent.click(form.getByRole("button", { name: "Tiếp nhận yêu cầu" }));
    await screen.findByRole("heading", { name: /^Yêu cầu số/ });
    expect(sent(hospital, "/disclosures").body).toMatchObject({
      patientNumber: "BN0001",
      form: { requester: "COURT", forms: ["COPY"], identity: { kind: "CCCD", on: "2021-05-01" }, mandate: { number: "12/CV" }, way: "IN_PERSON" },
    });
    expect(window.location.pathname).toMatch(/^\/disclosures\/[0-9a-f-]+$/);
  });

  it("is decided in part with visits, parts, named labels and a reason", async () => {
    const hospital = openHospital("lanhdao");
    visit(`/disclosures/${uuid(7501)}`);
    fireEvent.click(await screen.findByRole("button", { name: "Quyết định" }));
    const form = within(await screen.findByRole("dialog"));
    fireEvent.click(await form.findByRole("radio", { name: "Đồng ý một phần" }));
    const save = form.getByRole("button", { name: "Quyết định" }) as HTMLButtonElement;
    expect(save.disabled).toBe(true);
    const visits = within(form.getByRole("group", { name: "Đợt khám, điều trị" }));
    fireEvent.click(visits.getByRole("checkbox", { name: /^LK26-4074/ }));
    fireEvent.click(form.getByRole("checkbox", { name: "Giấy tờ, tài liệu" }));
    fireEvent.click(form.getByRole("checkbox", { name: "Người cần bảo vệ thông tin" }));
    fill(form, "Lý do", "Không gồm giấy tờ");
    await healthy();
    fireEvent.click(save);
    await screen.findByText("Không gồm giấy tờ");
    expect(sent(hospital, "/decision").body).toMatchObject({
      step: 3,
      outcome: "PARTLY",
      forms: ["COPY"],
      parts: ["DIAGNOSES", "RESULTS", "IMAGING", "TREATMENT"],
      labels: [uuid(7202)],
      outsideVisits: false,
    });
    expect(screen.queryByRole("button", { name: "Quyết định" })).toBeNull();
  });

  it("marks the visits whose record is not completed, says why and what to do, and does not let them be chosen", async () => {
    openHospital("lanhdao");
    visit(`/disclosures/${uuid(7501)}`);
    fireEvent.click(await screen.findByRole("button", { name: "Quyết định" }));
    const form = within(await screen.findByRole("dialog"));
    fireEvent.click(await form.findByRole("radio", { name: "Đồng ý toàn bộ" }));
    const visits = within(form.getByRole("group", { name: "Đợt khám, điều trị" }));
    const closed = visits.getAllByRole("checkbox").filter((one) => (one as HTMLInputElement).disabled);
    expect(closed.map((one) => one.closest("label")!.textContent)).toEqual([
      expect.stringMatching(/^LK26-4087.*Đang điều trị: chưa cung cấp được$/),
      expect.stringMatching(/^LK26-4061.*hồ sơ bệnh án chưa hoàn thành: chưa cung cấp được$/),
    ]);
    expect(visits.getByText(/chờ khoa hoàn thành hồ sơ bệnh án rồi quyết định, hoặc từ chối/)).toBeTruthy();
    await healthy();
  });

  it("says what must come first when the record was reopened meanwhile", async () => {
    const hospital = openHospital("lanhdao");
    hospital.twist = (path, body) => (path.endsWith(uuid(7501)) ? { ...(body as object), notYet: [] } : body);
    visit(`/disclosures/${uuid(7501)}`);
    fireEvent.click(await screen.findByRole("button", { name: "Quyết định" }));
    const form = within(await screen.findByRole("dialog"));
    fireEvent.click(await form.findByRole("radio", { name: "Đồng ý toàn bộ" }));
    fireEvent.click(form.getByRole("checkbox", { name: /^LK26-4087/ }));
    fireEvent.click(form.getByRole("button", { name: "Quyết định" }));
    const note = await form.findByRole("alert");
    expect(note.textContent).toMatch(/^Chưa thực hiện được.*Hãy chờ khoa hoàn thành hồ sơ rồi quyết định, hoặc từ chối/);
    expect(note.textContent).not.toContain("Kiểm tra lại nội dung");
  });

  it("is refused with a reason and nothing else", async () => {
    const hospital = openHospital("lanhdao");
    visit(`/disclosures/${uuid(7501)}`);
    fireEvent.click(await screen.findByRole("button", { name: "Quyết định" }));
    const form = within(await screen.findByRole("dialog"));
    fireEvent.click(await form.findByRole("radio", { name: "Từ chối" }));
    expect(form.queryByRole("group", { name: "Phần hồ sơ" })).toBeNull();
    fill(form, "Lý do", "Không có căn cứ");
    fireEvent.click(form.getByRole("button", { name: "Quyết định" }));
    await screen.findByText("Không có căn cứ");
    expect(sent(hospital, "/decision").body).toEqual({ step: 3, outcome: "REFUSED", reason: "Không có căn cứ" });
  });

  it("is handed over with the digest of the file, after confirming what was left out", async () => {
    const hospital = openHospital("tiepnhan");
    visit(`/disclosures/${uuid(7502)}`);
    fireEvent.click(await screen.findByRole("button", { name: "Ghi việc giao" }));
    const form = within(await screen.findByRole("dialog"));
    fill(form, "Đã giao những gì", "Bản sao 12 tờ");
    fill(form, "Số tờ", "12");
    const file = new File(["abc"], "Nguyen Van A.pdf");
    file.arrayBuffer = async () => new TextEncoder().encode("abc").buffer as ArrayBuffer;
    fireEvent.change(form.getByLabelText("Chọn tệp đã giao"), { target: { files: [file] } });
    const save = form.getByRole("button", { name: "Ghi việc giao" }) as HTMLButtonElement;
    expect(save.disabled).toBe(true);
    fireEvent.click(form.getByRole("checkbox", { name: /^Đã bỏ ra/ }));
    await healthy();
    fireEvent.click(save);
    await screen.findByRole("heading", { name: "Đã giao" });
    const body = sent(hospital, "/deliveries").body;
    expect(body).toMatchObject({ pages: 12, fileSha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", fileBytes: 3, leftOut: true });
    expect(JSON.stringify(body)).not.toContain("Nguyen Van A");
  });

  it("waits for papers that are named, and keeps the versions before", async () => {
    const hospital = openHospital("tiepnhan");
    visit(`/disclosures/${uuid(7501)}`);
    expect(await screen.findByText("Các phiên bản trước (1)")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Yêu cầu bổ sung giấy tờ" }));
    const form = within(await screen.findByRole("dialog"));
    fill(form, "Cần bổ sung giấy tờ nào", "Giấy khai sinh");
    fireEvent.click(form.getByRole("button", { name: "Yêu cầu bổ sung giấy tờ" }));
    await screen.findByText("Giấy khai sinh");
    expect(sent(hospital, "/papers").body).toEqual({ step: 3, note: "Giấy khai sinh" });
  });

  it("prints its receipt and the printing is told", async () => {
    const hospital = openHospital("tiepnhan");
    visit(`/disclosures/${uuid(7503)}`);
    await screen.findByRole("button", { name: "In giấy tiếp nhận" });
    window.dispatchEvent(new Event("beforeprint"));
    await waitFor(() => expect(hospital.asked.some((one) => one.path.endsWith("/prints"))).toBe(true));
    expect(screen.getByText("GIẤY TIẾP NHẬN YÊU CẦU CUNG CẤP HỒ SƠ BỆNH ÁN")).toBeTruthy();
    expect(document.body.textContent).toContain("4be1c53c");
  });

  it("stands with the chart for those who may see it", async () => {
    openHospital("tiepnhan");
    visit(chartPath());
    await banner();
    const card = within((await screen.findByRole("heading", { name: "Yêu cầu cung cấp hồ sơ" })).closest("section")!);
    expect(await card.findByRole("link", { name: "2026-00001" })).toBeTruthy();
    await healthy();
  });
});

describe("a guest", () => {
  it("is let in from one time to another by the account's name, and what was opened is taken back with a reason", async () => {
    const hospital = openHospital("tiepnhan");
    visit(`/disclosures/${uuid(7503)}`);
    fireEvent.click(await screen.findByRole("button", { name: "Mở cho tài khoản khách" }));
    const form = within(await screen.findByRole("dialog"));
    fill(form, "Tên đăng nhập", "thanhtra.moi");
    const save = form.getByRole("button", { name: "Mở cho tài khoản khách" }) as HTMLButtonElement;
    expect(save.disabled).toBe(true);
    fill(form, "Đến lúc", "30/12/2026 17:00");
    await healthy();
    fireEvent.click(save);
    await screen.findByRole("rowheader", { name: /thanhtra\.moi/ });
    expect(sent(hospital, "/guests").body).toEqual({ step: 3, username: "thanhtra.moi", until: "2026-12-30T10:00:00.000Z", prints: false });
    fireEvent.click(screen.getByRole("button", { name: "Thu hồi: Thanh tra Minh Họa" }));
    const ending = within(await screen.findByRole("dialog", { name: "Thu hồi: Thanh tra Minh Họa" }));
    fill(ending, "Lý do", "Xong việc");
    fireEvent.click(ending.getByRole("button", { name: "Thu hồi" }));
    await screen.findAllByText(/thu hồi lúc/);
    expect(sent(hospital, "/end").path).toContain(uuid(7601));
  });

  it("finds on the first page what was opened and no search, and on the chart the number of the request", async () => {
    const hospital = openHospital("khach");
    hospital.twist = (path, body) => (/^\/patients\/[^/]+$/.test(path) ? { ...(body as object), guest: { request: "2026-00003", prints: false } } : body);
    visit("/");
    const link = await screen.findByRole("link", { name: /Tuyết/ });
    expect(screen.queryByRole("searchbox")).toBeNull();
    expect(hospital.asked.some((one) => one.path === "/patients/search")).toBe(false);
    await healthy();
    fireEvent.click(link);
    await screen.findByText("Bạn đọc hồ sơ này theo yêu cầu số 2026-00003");
    expect(screen.queryByRole("heading", { name: "Nhóm điều trị" })).toBeNull();
    expect(hospital.asked.some((one) => one.path.endsWith("/care"))).toBe(false);
  });
});

describe("the register", () => {
  it("is asked for by days and lists the numbers in their order", async () => {
    const hospital = openHospital("lanhdao");
    visit("/disclosures/register");
    await screen.findByRole("button", { name: "Xem" });
    const page = within(screen.getByRole("main"));
    fill(page, "Từ ngày", "01/01/2026");
    fill(page, "Đến hết ngày", "31/12/2026");
    fireEvent.click(page.getByRole("button", { name: "Xem" }));
    const numbers = (await page.findAllByRole("rowheader")).map((cell) => cell.textContent);
    expect(numbers).toEqual(["2026-00001", "2026-00002", "2026-00003", "2026-00004"]);
    expect(sent(hospital, "/register").body).toEqual({ from: "2026-01-01", until: "2026-12-31" });
    const given = page.getByRole("rowheader", { name: "2026-00003" }).closest("tr")!;
    expect(given.textContent).toContain("Thẻ công vụ, thẻ ngành TA-0042");
    expect(given.textContent).toMatch(/\d\d\/\d\d\/\d{4} · Bản sao · Trần Văn Ví Dụ/);
    expect(given.textContent).not.toMatch(/[A-Z]{3,}_|COPY/);
    await healthy();
  });
});
