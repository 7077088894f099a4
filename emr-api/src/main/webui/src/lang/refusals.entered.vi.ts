/** Refusals about what people enter of a person: the problem list. */
export const enteredRefusalsVi: Record<string, string> = {
  "the number of the request, and the problem": "Số của yêu cầu và vấn đề.",
  "the list holds 100 problems": "Danh sách đã có 100 vấn đề.",
  "whether it goes on, is stable or over": "Vấn đề đang tồn tại, đã ổn hay đã khỏi.",
  "this problem stands in the list already": "Vấn đề này đã có trong danh sách.",
};
