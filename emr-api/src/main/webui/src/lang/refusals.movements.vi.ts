/** Refusals about where somebody is during a visit: transfers, beds, discharges. */
export const movementRefusalsVi: Record<string, string> = {
  "the number of the request, and what happened": "Số của yêu cầu và việc đã xảy ra.",
  "what happened": "Chưa chọn việc đã xảy ra.",
  "a time after the admission": "Thời gian phải sau khi vào viện.",
  "into which department": "Chưa chọn khoa chuyển đến.",
  "the patient lies in this department then": "Lúc đó người bệnh đang nằm ở khoa này.",
  "the patient lies in no department then": "Lúc đó người bệnh không nằm ở khoa nào.",
  "a room or a bed": "Cần ghi buồng hoặc giường.",
  "how the treatment ended": "Cần ghi loại ra viện và kết quả điều trị.",
  "which hospital": "Cần ghi nơi chuyển đến.",
  "a time after the last transfer": "Thời gian phải sau lần chuyển khoa cuối.",
  "a department of the facility": "Khoa này không thuộc cơ sở của lượt khám.",
  "what it was: take it back to say something else": "Không đổi được loại việc: hãy thu hồi rồi ghi việc khác.",
  "this request said something else": "Yêu cầu này đã ghi một việc khác.",
  "the patient has not come": "Người bệnh chưa đến hoặc lượt khám đã hủy.",
  "the visit has ended already": "Lượt khám đã kết thúc.",
  "the record takes no movements in its state": "Hồ sơ ở trạng thái này không nhận chuyển khoa, ra viện; hãy mở lại hồ sơ.",
};
