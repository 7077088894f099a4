import { afterEach, describe, expect, it } from "vitest";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { movedElsewhere, resetMovements } from "../../testing/fake/movements.mjs";
import type { Chart } from "../api";
import { banner, chartPath, FIRST, healthy, openHospital, press, uuid, visit } from "../testing/hospital";

const AT = `/patients/${FIRST.id}/encounters/${uuid(3001)}/movements`;

type Hospital = ReturnType<typeof openHospital>;
const sent = (hospital: Hospital, method: string) => hospital.asked.filter((one) => one.method === method && one.path.startsWith(AT));
const button = (name: string | RegExp) => screen.getByRole("button", { name });
const names = () => screen.queryAllByRole("button", { name: /^(Chuyển khoa|Đổi buồng, giường|Ra viện|Sửa: Chuyển khoa.*|Ghi nhầm: .*)$/ }).map((one) => one.getAttribute("aria-label")?.split(":")[0] ?? one.textContent);

async function form(name: string | RegExp) {
  await banner();
  fireEvent.click(button(name));
  await screen.findByLabelText("Lúc");
  return within(screen.getByRole("dialog"));
}

type Form = Awaited<ReturnType<typeof form>>;
const type = (of: Form, label: string, value: string) => fireEvent.change(of.getByLabelText(label), { target: { value } });
const save = (of: Form) => fireEvent.click(of.getByRole("button", { name: /^(Lưu|Vẫn lưu bản của tôi)$/ }));

/** What the server answers to the next writing, in its place. */
function once(answer: () => Response) {
  const whole = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    if ((init?.method ?? "GET") === "GET" || !String(input).includes("/movements")) return whole(input, init);
    globalThis.fetch = whole;
    await whole(input, init);
    return answer();
  };
}

afterEach(resetMovements);

describe("what people say of a visit", () => {
  it("stands at the visit with who said it and when, what was an error struck through with its reason", async () => {
    openHospital();
    visit(chartPath());
    await banner();
    expect(screen.getByRole("heading", { name: "Chuyển khoa, ra viện do nhân viên ghi" })).toBeTruthy();
    expect(screen.getByText(/^Chuyển khoa .* 09:30 · Khoa Nội tổng hợp · buồng 201 · giường 01$/).className).toBe("");
    expect(screen.getByText(/^BS\. Phan Quốc Bảo · .* 09:41 · 2 phiên bản$/)).toBeTruthy();
    expect(screen.getByText(/^Đổi buồng, giường .* · buồng 203 · giường 02$/).className).toBe("struck");
    expect(screen.getByText("Ghi nhầm: Nhầm người bệnh cùng buồng")).toBeTruthy();
    expect(names()).toEqual(["Sửa", "Ghi nhầm", "Chuyển khoa", "Đổi buồng, giường", "Ra viện"]);
  });

  it("is offered as far as one may say it: a nurse ends no treatment", async () => {
    openHospital("dieuduong");
    visit(chartPath());
    await banner();
    expect(names()).toEqual(["Sửa", "Ghi nhầm", "Chuyển khoa", "Đổi buồng, giường"]);
  });

  it("is only read by a student", async () => {
    openHospital("hocvien");
    visit(chartPath());
    await banner();
    expect(screen.getByText(/^Chuyển khoa .* 09:30/)).toBeTruthy();
    expect(names()).toEqual([]);
  });

  it("is only read in a record that was merged into another", async () => {
    const hospital = openHospital();
    hospital.twist = (path, body) => (path === `/patients/${FIRST.id}` ? { ...(body as Chart), mergedInto: uuid(2) } : body);
    visit(chartPath());
    await banner();
    expect(names()).toEqual([]);
  });

  it("a discharge is not said otherwise by who may not end a treatment", async () => {
    const hospital = openHospital("dieuduong");
    hospital.twist = (path, body) => {
      if (path !== `/patients/${FIRST.id}`) return body;
      const chart = body as Chart;
      return { ...chart, encounters: chart.encounters!.map((one) => ({ ...one, movements: one.movements?.map((m) => ({ ...m, event: "DISCHARGED" })) })) };
    };
    visit(chartPath());
    await banner();
    expect(names()).toEqual(["Chuyển khoa", "Đổi buồng, giường"]);
  });
});

describe("a transfer", () => {
  it("goes to another department, found without accents, and leads to the sheets of handing over", async () => {
    const hospital = openHospital();
    visit(chartPath());
    const open = await form("Chuyển khoa");
    expect(open.getByText("Đang ở: Khoa Nội tổng hợp · buồng 201 · giường 01")).toBeTruthy();
    expect(open.getByText(/^HIS không nhận được .* vẫn giữ nguyên bên cạnh\. Khoa nhận xem được hồ sơ/)).toBeTruthy();
    expect(await open.findAllByRole("radio")).toHaveLength(2);
    expect(document.activeElement).toBe(open.getByRole("searchbox"));
    save(open);
    expect(open.getByRole("alert").textContent).toBe("Chọn khoa chuyển đến.");
    type(open, "Tìm khoa theo tên hoặc mã", "hoi suc");
    fireEvent.click(open.getByRole("radio", { name: /^Khoa Hồi sức cấp cứu/ }));
    type(open, "Lúc", "hôm qua");
    save(open);
    expect(open.getByText("Ghi ngày giờ dạng dd/MM/yyyy HH:mm.")).toBeTruthy();
    expect(sent(hospital, "POST")).toEqual([]);
    type(open, "Lúc", "20/11/2026 07:00");
    type(open, "Giường", " H2-05 ");
    save(open);
    await open.findByText("Đã ghi chuyển khoa.");
    expect(sent(hospital, "POST").map((one) => one.body)).toEqual([{ requestId: expect.any(String), movement: { event: "TRANSFERRED", at: "2026-11-20T00:00:00.000Z", departmentId: "d2", bed: "H2-05" } }]);
    const links = await open.findAllByRole("link");
    expect(links.map((link) => link.getAttribute("href"))).toEqual(["43-BV2", "44-BV2"].map((code) => `/patients/${FIRST.id}/record-folders/${uuid(7701)}/sheets/new/${code}`));
    expect(await screen.findByText(/^Chuyển khoa 20\/11\/2026 07:00 · Khoa Hồi sức cấp cứu · giường H2-05$/)).toBeTruthy();
    await healthy();
  });

  it("offers no sheet to who may write none", async () => {
    const hospital = openHospital();
    hospital.twist = (path, body) => (path.includes("/record-folders/") ? { ...(body as object), mayAdd: false } : body);
    visit(chartPath());
    const open = await form("Chuyển khoa");
    fireEvent.click((await open.findAllByRole("radio"))[0]!);
    save(open);
    await open.findByText("Đã ghi chuyển khoa.");
    await waitFor(() => expect(hospital.asked.some((one) => one.path.includes("/record-folders/"))).toBe(true));
    expect(open.queryByRole("link")).toBeNull();
  });

  it("is said once however often it is sent: nothing typed is lost, and the number of the request stays", async () => {
    const hospital = openHospital();
    visit(chartPath());
    const open = await form("Chuyển khoa");
    fireEvent.click((await open.findAllByRole("radio"))[1]!);
    type(open, "Lý do (nếu có)", "Cần mổ");
    once(() => {
      throw new TypeError("the line broke");
    });
    save(open);
    await open.findByRole("alert");
    expect(open.getByLabelText<HTMLInputElement>("Lý do (nếu có)").value).toBe("Cần mổ");
    save(open);
    await open.findByText("Đã ghi chuyển khoa.");
    const asked = sent(hospital, "POST");
    expect(asked).toHaveLength(2);
    expect(asked[1]!.body).toEqual(asked[0]!.body);
    expect(await screen.findAllByText(/^Chuyển khoa .* · Khoa Ngoại$/)).toHaveLength(1);
  });

  it("that is refused says why in the form, and the record is read anew when somebody was faster", async () => {
    const hospital = openHospital();
    visit(chartPath());
    const open = await form("Chuyển khoa");
    fireEvent.click((await open.findAllByRole("radio"))[0]!);
    const charts = () => hospital.asked.filter((one) => one.path === `/patients/${FIRST.id}`).length;
    const before = charts();
    once(() => new Response(JSON.stringify({ status: 409, code: "CONFLICT", detail: "it changed meanwhile" }), { status: 409 }));
    save(open);
    await open.findByRole("alert");
    await waitFor(() => expect(charts()).toBe(before + 1));
    expect(open.getByRole<HTMLInputElement>("radio", { name: /^Khoa Hồi sức/ }).checked).toBe(true);
  });
});

describe("another room or bed", () => {
  it("begins with the room where somebody lies, and needs a room or a bed", async () => {
    const hospital = openHospital("dieuduong");
    visit(chartPath());
    const open = await form("Đổi buồng, giường");
    expect(open.getByLabelText<HTMLInputElement>("Buồng").value).toBe("201");
    type(open, "Buồng", " ");
    save(open);
    expect(open.getByRole("alert").textContent).toBe("Ghi buồng hoặc giường.");
    type(open, "Buồng", "202");
    type(open, "Giường", "04");
    save(open);
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(sent(hospital, "POST")[0]!.body).toMatchObject({ movement: { event: "PLACED", room: "202", bed: "04", at: expect.stringMatching(/Z$/) } });
    expect(await screen.findByText(/^Đổi buồng, giường .* · buồng 202 · giường 04$/)).toBeTruthy();
  });

  it("is left with Escape, and nothing is said", async () => {
    const hospital = openHospital();
    visit(chartPath());
    const open = await form("Đổi buồng, giường");
    open.getByLabelText("Giường").focus();
    press("Escape");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(sent(hospital, "POST")).toEqual([]);
  });
});

describe("a discharge", () => {
  it("says how it ended, where to when the patient is sent on, and leads to what the record lacks", async () => {
    const hospital = openHospital();
    visit(chartPath());
    const open = await form("Ra viện");
    save(open);
    expect(open.getByRole("alert").textContent).toBe("Chọn loại ra viện và kết quả điều trị.");
    expect(open.queryByLabelText("Nơi chuyển đến")).toBeNull();
    type(open, "Loại ra viện", "5");
    type(open, "Kết quả điều trị", "2");
    save(open);
    expect(open.getByRole("alert").textContent).toBe("Ghi nơi chuyển đến.");
    type(open, "Nơi chuyển đến", "Bệnh viện Ví Dụ");
    save(open);
    await open.findByText(/^Đã ghi ra viện/);
    expect(sent(hospital, "POST")[0]!.body).toMatchObject({ movement: { event: "DISCHARGED", dischargeKind: "5", outcome: "2", destination: "Bệnh viện Ví Dụ" } });
    expect(open.getByRole("link").getAttribute("href")).toBe(`/patients/${FIRST.id}/folder/${uuid(7701)}`);
    fireEvent.click(open.getByText("Đóng"));
    expect(await screen.findByText(/^Ra viện .* · Chuyển cơ sở theo yêu cầu · Đỡ · Bệnh viện Ví Dụ$/)).toBeTruthy();
    expect(names()).toEqual(["Ghi nhầm", "Sửa", "Ghi nhầm"]);
  });

  it("home says no place, also when one was typed before", async () => {
    const hospital = openHospital();
    visit(chartPath());
    const open = await form("Ra viện");
    type(open, "Loại ra viện", "2");
    type(open, "Nơi chuyển đến", "Bệnh viện Ví Dụ");
    type(open, "Loại ra viện", "1");
    type(open, "Kết quả điều trị", "1");
    save(open);
    await open.findByText(/^Đã ghi ra viện/);
    expect(sent(hospital, "POST")[0]!.body).toHaveProperty("movement.dischargeKind", "1");
    expect(sent(hospital, "POST")[0]!.body).not.toHaveProperty("movement.destination");
  });
});

describe("what was said", () => {
  it("is said otherwise with a reason; what somebody else said meanwhile is shown and nothing typed is lost", async () => {
    const hospital = openHospital();
    visit(chartPath());
    const open = await form(/^Sửa: Chuyển khoa/);
    expect((await open.findByRole<HTMLInputElement>("radio", { name: /^Khoa Nội tổng hợp/ })).checked).toBe(true);
    type(open, "Giường", "03");
    save(open);
    expect(open.getByRole("alert").textContent).toMatch(/^Ghi lý do sửa/);
    type(open, "Lý do sửa", "Ghi nhầm giường");
    movedElsewhere({ bed: "02" });
    save(open);
    expect((await open.findByText(/Vừa được sửa ở nơi khác/)).textContent).toContain("giường 02");
    expect(open.getByLabelText<HTMLInputElement>("Giường").value).toBe("03");
    expect(open.queryAllByRole("alert")).toHaveLength(1);
    save(open);
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const asked = sent(hospital, "PUT");
    expect(asked.map((one) => (one.body as { version: number }).version)).toEqual([2, 3]);
    expect(asked[1]!.body).toMatchObject({ reason: "Ghi nhầm giường", movement: { event: "TRANSFERRED", departmentId: "d1", room: "201", bed: "03", reason: "Qua giai đoạn nguy kịch" } });
  });

  it("cannot be said otherwise when somebody took it back meanwhile", async () => {
    openHospital();
    visit(chartPath());
    const open = await form(/^Sửa: Chuyển khoa/);
    type(open, "Lý do sửa", "Ghi nhầm giường");
    movedElsewhere({ takenBack: true, because: "Không chuyển" });
    save(open);
    expect(await open.findByText(/Vừa bị thu hồi ở nơi khác/)).toBeTruthy();
    expect(open.getByRole<HTMLButtonElement>("button", { name: "Vẫn lưu bản của tôi" }).disabled).toBe(true);
  });

  it("is taken back as an error with a reason, and stays to be read", async () => {
    const hospital = openHospital();
    visit(chartPath());
    await banner();
    fireEvent.click(button(/^Ghi nhầm: Chuyển khoa/));
    const sheet = within(screen.getByRole("dialog"));
    const act = sheet.getByRole<HTMLButtonElement>("button", { name: "Ghi nhầm" });
    expect(act.disabled).toBe(true);
    fireEvent.change(sheet.getByRole("textbox"), { target: { value: "Không chuyển nữa" } });
    fireEvent.click(act);
    await screen.findByText("Ghi nhầm: Không chuyển nữa");
    expect(sent(hospital, "PUT").map((one) => one.body)).toEqual([{ version: 2, reason: "Không chuyển nữa" }]);
    expect(screen.getByText(/^Chuyển khoa .* 09:30/).className).toBe("struck");
  });

  it("is not taken back in a version nobody saw; what stands now is shown and may be taken back", async () => {
    const hospital = openHospital();
    visit(chartPath());
    await banner();
    fireEvent.click(button(/^Ghi nhầm: Chuyển khoa/));
    const sheet = within(screen.getByRole("dialog"));
    fireEvent.change(sheet.getByRole("textbox"), { target: { value: "Không chuyển nữa" } });
    movedElsewhere({ bed: "02" });
    fireEvent.click(sheet.getByRole("button", { name: "Ghi nhầm" }));
    await sheet.findByRole("alert");
    expect(await sheet.findByText(/giường 02/)).toBeTruthy();
    fireEvent.click(sheet.getByRole("button", { name: "Ghi nhầm" }));
    await screen.findByText("Ghi nhầm: Không chuyển nữa");
    expect(sent(hospital, "PUT").map((one) => (one.body as { version: number }).version)).toEqual([2, 3]);
  });
});
