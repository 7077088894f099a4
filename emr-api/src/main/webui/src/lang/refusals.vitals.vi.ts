/** Refusals about vital signs, in Vietnamese. */
export const vitalRefusalsVi: Record<string, string> = {
  "which visit, the number of the request, and the reading": "Lượt khám, số của yêu cầu và lần đo.",
  "this request entered another reading": "Yêu cầu này đã ghi một lần đo khác.",
  "which visit, and what is decided": "Lượt khám và quyết định.",
  "a cancelled visit takes no vital signs": "Lượt khám đã hủy không nhận sinh hiệu.",
  "the record takes no vital signs in its state": "Hồ sơ ở trạng thái này không nhận sinh hiệu.",
  "something that was measured": "Cần ít nhất một giá trị đo được.",
  "a time of the visit, not in the future": "Thời điểm phải nằm trong lượt khám, điều trị và không ở tương lai.",
  "what was measured, and its value": "Cần tên chỉ số và giá trị.",
  "each vital sign once": "Mỗi chỉ số chỉ ghi một lần.",
  "unusual values: look again, and confirm them": "Có giá trị bất thường: xem lại và xác nhận.",
  "no such value can be measured": "Giá trị này không thể đo được.",
  "fewer decimals: this is not measured as exactly": "Bớt số lẻ: chỉ số này không đo chính xác đến thế.",
  "the diastolic pressure is below the systolic": "Huyết áp tâm trương phải thấp hơn huyết áp tâm thu.",
};
