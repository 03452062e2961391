// The words of an interview that was returned.
import {addWords} from '/words.js';

addWords({
  vi: {
    correctionTitle: (when) => `Giám sát viên trả lại phiếu này lúc ${when}`,
    correctionHow: 'Hãy xem lại các câu trên, sửa câu trả lời nếu cần, rồi kết thúc để gửi lại.',
    correctionSettled:
      'Phiếu này không còn chờ sửa: giám sát viên đã thôi trả lại hoặc đã quyết định. Phần bạn đã sửa vẫn còn trên máy; nếu gửi, máy chủ vẫn giữ nhưng có thể không dùng. Hãy hỏi giám sát viên.',
    correctionSaid: 'Nhận xét:',
    correctionNotShown: 'Câu không mở được ở đây:',
    correctionChanges: (count) => (count === 0 ? 'Chưa sửa câu nào' : `Các câu đã sửa (${count})`),
    correctionRows: (count) => `${count} dòng`,
    correctionReason: 'Vì sao sửa?',
    correctionChoose: 'Chọn lý do',
    correctionReasons: {
      slip: 'Ghi nhầm, bấm nhầm',
      respondent: 'Người trả lời nói lại',
      'asked-again': 'Đã hỏi lại theo nhận xét',
      other: 'Lý do khác',
    },
    correctionOther: 'Ghi lý do',
    correctionWanting: 'Hãy cho biết lý do sửa câu này.',
    correctionAll: 'Dùng lý do này cho mọi câu còn lại',
    correctionNote: 'Nhắn giám sát viên',
    correctionNoteWanting: 'Bạn không sửa câu nào: hãy nhắn giám sát viên vì sao.',
  },

  en: {
    correctionTitle: (when) => `The supervisor returned this interview at ${when}`,
    correctionHow: 'Look at these questions again, change answers where needed, then finish to send it again.',
    correctionSettled:
      'This interview is not waiting for a correction any more: the supervisor took the return back, or has decided. What you changed is still on this device; if you send it, the server keeps it but may not use it. Ask your supervisor.',
    correctionSaid: 'Comment:',
    correctionNotShown: 'A question that can’t be opened here:',
    correctionChanges: (count) => (count === 0 ? 'No answer was changed' : `Answers that were changed (${count})`),
    correctionRows: (count) => (count === 1 ? '1 row' : `${count} rows`),
    correctionReason: 'Why was it changed?',
    correctionChoose: 'Choose a reason',
    correctionReasons: {
      slip: 'It was typed or pressed by mistake',
      respondent: 'The respondent corrected it',
      'asked-again': 'It was asked again after the comment',
      other: 'Another reason',
    },
    correctionOther: 'The reason',
    correctionWanting: 'Say why this answer was changed.',
    correctionAll: 'Use this reason for all that are left',
    correctionNote: 'A note to the supervisor',
    correctionNoteWanting: 'You changed no answer: tell the supervisor why.',
  },
});
