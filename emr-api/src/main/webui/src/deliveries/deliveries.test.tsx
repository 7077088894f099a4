import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { openHospital, uuid, visit } from "../testing/hospital";

const part = (name: string) => screen.findByRole("region", { name });

describe("events going out", () => {
  it("say of each subscriber what it last took, what waits and what is wrong", async () => {
    openHospital("quantri");
    visit("/deliveries");
    const rows = within(await part("Hệ thống được báo")).getAllByRole("row");
    expect(rows[1]!.textContent).toMatch(/HIS Bình Minh.*Webhook.*Không nhận từ \d\d\/\d\d\/\d{4}.*ít nhất 10\.000.*cũ nhất.*Không kết nối được.*đã thử 3 lần.*\d\d\/\d\d\/\d{4}/);
    expect(rows[2]!.textContent).toMatch(/emr\.thay-doi.*Topic Kafka.*Đã báo hết/);
    expect(rows[3]!.textContent).toMatch(/Đang tắt.*chưa có/);
  });

  it("that were refused are sent again one by one or all at once, or dismissed", async () => {
    const hospital = openHospital("quantri");
    visit("/deliveries");
    const refused = await part("Sự kiện cần người xử lý");
    const row = within(refused).getByText("Phiếu kết quả").closest("tr")!;
    fireEvent.click(within(row).getByRole("button", { name: "Gửi lại" }));
    await within(row).findByText("Sẽ được báo lại.");
    fireEvent.click(within(refused).getByRole("button", { name: "Gửi lại tất cả (2) cho HIS Bình Minh" }));
    await within(refused).findByText("Sẽ gửi lại 2 sự kiện cho HIS Bình Minh.");
    const posts = hospital.asked.filter((a) => a.method === "POST" && a.path.startsWith("/webhooks/")).map((a) => a.path);
    expect(posts).toEqual([`/webhooks/${uuid(700101)}/send`, `/webhooks/subscribers/${uuid(9100)}/send`]);
  });

  it("are decided about only by those who may", async () => {
    const hospital = openHospital("quantri");
    hospital.twist = (path, body) => (path === "/session/refresh" ? withoutDeciding(body) : body);
    visit("/deliveries");
    const refused = await part("Sự kiện cần người xử lý");
    expect(within(refused).queryByRole("button")).toBeNull();
  });

  it("stand beside the topics that are read, whose parked messages are one step away", async () => {
    const hospital = openHospital("quantri");
    visit("/deliveries");
    const rows = within(await part("Topic Kafka được đọc")).getAllByRole("row");
    expect(rows[3]!.textContent).toMatch(/his\.ban-tin248\.21248\.22412/);
    fireEvent.click(screen.getByRole("link", { name: "3 bản tin tạm giữ" }));
    await screen.findByRole("button", { name: "Tìm" });
    expect(window.location.pathname).toBe(`/messages/from/${uuid(9102)}`);
    expect(hospital.asked.find((a) => a.path === "/inbound/search")!.body).toMatchObject({ sourceId: uuid(9102), outcome: "WAITING" });
  });

  it("draw nothing that is not set up", async () => {
    const hospital = openHospital("quantri");
    hospital.twist = (path, body) => (path === "/webhooks" || path === "/streams" ? [] : body);
    visit("/deliveries");
    await screen.findByText(/Chưa có hệ thống nào được báo/);
    expect(screen.queryByRole("table")).toBeNull();
  });
});

function withoutDeciding(body: unknown): unknown {
  const { me, ...rest } = body as { me: { rights: string[] } };
  return { ...rest, me: { ...me, rights: me.rights.filter((right) => right !== "PARKED_APPLY") } };
}
