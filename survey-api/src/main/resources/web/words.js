// The interface's own words, Vietnamese first. What belongs to a questionnaire comes from the questionnaire.

import {KEY, english} from '/language.js';

const WORDS = {
  vi: {
    brand: 'KAP Survey',
    languageGroup: 'Ngôn ngữ',
    loading: 'Đang mở…',
    home: 'Trang đầu',

    draftFound: 'Có phỏng vấn đang làm dở',
    draftHow: 'Các câu trả lời đã nhập vẫn được giữ trên máy này.',
    draftLine: (when, count) => `Lưu lần cuối ${when} · ${count} câu đã trả lời`,
    draftChanged: 'Phiếu hỏi đã thay đổi từ khi phỏng vấn này bắt đầu nên không thể làm tiếp.',
    draftElsewhere: 'Đang mở ở một cửa sổ khác.',
    draftContinue: 'Làm tiếp',
    draftDiscard: 'Bỏ phỏng vấn này',
    draftDiscardSure: 'Bỏ hẳn phỏng vấn này? Các câu trả lời sẽ bị xóa và không lấy lại được.',
    draftDiscardYes: 'Xóa các câu trả lời',
    draftKeep: 'Giữ lại',
    draftNew: 'Bắt đầu phỏng vấn mới',

    section: (number, count) => `Phần ${number}/${count}`,
    sectionList: 'Các phần của phiếu hỏi',
    toAnswer: (count) => `còn ${count} câu`,
    allDone: 'đã xong',
    back: 'Quay lại',
    next: 'Tiếp tục',
    review: 'Xem lại',
    optional: 'không bắt buộc',
    several: 'Có thể chọn nhiều câu trả lời.',
    missingGroup: 'Nếu không có câu trả lời',
    acknowledge: 'Đã đọc và đồng ý',
    between: (start, end) => `Từ ${start} đến ${end}.`,
    rankHow: 'Sắp xếp bằng các nút mũi tên, mục quan trọng nhất ở trên cùng.',
    rankKeep: 'Giữ thứ tự này',
    up: 'Đưa lên',
    down: 'Đưa xuống',
    geopointHow: 'Vĩ độ và kinh độ, ví dụ 20.8651 106.6838.',
    geopointAsk: 'Lấy vị trí của máy',
    geopointAsking: 'Đang lấy vị trí…',
    geopointFailed: 'Máy không cho biết vị trí. Hãy thử lại ngoài trời, hoặc nhập bằng tay.',
    row: (label, number) => `${label} – ${number}`,
    noRows: 'Chưa có dòng nào.',
    rowAdd: 'Thêm một dòng',
    rowRemove: 'Xóa dòng này',
    rowRemoveSure: 'Xóa hẳn dòng này và các câu trả lời trong đó?',
    rowRemoveYes: 'Xóa',
    rowKeep: 'Giữ lại',
    handOverTitle: 'Đưa máy cho người trả lời',
    handOverHow: (label) =>
      `Phần “${label}” do người trả lời tự điền, không ai khác xem. Các câu đã hỏi trước đó được giấu đi.`,
    handOverYes: 'Tôi là người trả lời, bắt đầu',
    handBackTitle: 'Xin cảm ơn',
    handBackHow: 'Hãy đưa máy lại cho cán bộ phỏng vấn. Các câu trả lời vừa rồi đã được giấu đi.',
    handBackYes: 'Tôi là cán bộ phỏng vấn, tiếp tục',
    selfFilled: 'Người trả lời đã tự điền phần này; câu trả lời được giữ kín.',
    mendTitle: (count) => (count === 1 ? 'Còn 1 câu cần xem lại' : `Còn ${count} câu cần xem lại`),
    mendHow: 'Chạm vào từng câu để bổ sung hoặc sửa.',
    mendLater: 'Để sau, sang phần tiếp theo',
    saving: 'Đang lưu…',
    saved: 'Đã lưu trên máy này',
    notSaved: 'Máy này không lưu được bản nháp. Đừng đóng trang trước khi gửi xong.',
    full: 'Bộ nhớ của máy đã đầy nên chưa lưu được. Câu trả lời vẫn còn trên màn hình: hãy xóa bớt ảnh, video hoặc gửi các phỏng vấn đang chờ, rồi nhập tiếp. Đừng đóng trang này.',

    reviewTitle: 'Xem lại và kết thúc',
    reviewGood: 'Mọi câu cần hỏi đều đã có trả lời.',
    reviewMend: (count) => `Còn ${count} câu chưa trả lời hoặc cần sửa`,
    reviewMendHow: 'Bổ sung các câu dưới đây, hoặc kết thúc sớm nếu người được hỏi không thể trả lời tiếp.',
    reviewMore: (count) => `và ${count} câu nữa, ghi rõ trong từng phần dưới đây.`,
    noAnswer: 'Chưa trả lời',
    edit: 'Sửa phần này',
    outcomeTitle: 'Kết quả phỏng vấn',
    outcome: {
      complete: 'Hoàn thành',
      partial: 'Dừng giữa chừng',
      refusal: 'Từ chối phỏng vấn',
      ineligible: 'Không thuộc đối tượng',
      'non-contact': 'Không gặp được',
      other: 'Không phỏng vấn được vì lý do khác',
      'unknown-household': 'Không tìm thấy hộ',
    },
    finish: 'Kết thúc và gửi',
    finishEarly: 'Kết thúc sớm',
    earlySure: 'Kết thúc sớm phỏng vấn này?',
    earlyHow: 'Các câu đã trả lời sẽ được gửi đi; các câu còn lại được ghi là không có câu trả lời. Sau khi gửi không sửa được nữa.',
    earlyYes: 'Kết thúc và gửi',
    earlyNo: 'Hỏi tiếp',
    sending: 'Đang gửi…',
    practice: 'TẬP: câu trả lời không được gửi, không được tính.',
    practised: 'Đã tập xong, không có gì được gửi',

    failedTitle: 'Chưa gửi được',
    failedKept: 'Phỏng vấn đã được giữ nguyên trên máy này, không mất câu trả lời nào.',
    failedUnkept: 'Câu trả lời vẫn còn trên màn hình. Đừng đóng trang này trước khi gửi xong.',
    failedNetwork: 'Không kết nối được với máy chủ. Phỏng vấn sẽ tự được gửi khi có mạng.',
    retry: 'Gửi lại',

    again: 'Phỏng vấn mới',

    formNotFound: 'Không tìm thấy phiếu hỏi này',
    formNotFoundHow: 'Địa chỉ có thể đã sai, hoặc phiếu hỏi chưa được nạp vào hệ thống.',
    formProblem: 'Chưa mở được phiếu hỏi',
    formProblemHow: 'Máy chủ chưa trả lời. Kiểm tra mạng rồi thử lại.',
    formNotHere: 'Phiếu này chưa có trên máy và hiện không nối được với máy chủ. Hãy mở lại khi có mạng.',
    newBuild: 'Có bản mới, sẽ dùng sau phỏng vấn này.',
    tryAgain: 'Thử lại',
  },

  en: {...english},
};

let language = english ? 'en' : 'vi';

async function fetchWords(chosen) {
  if (chosen === 'en') Object.assign(WORDS.en, (await import('/words-en.js')).default);
}

export const words = () => WORDS[language];

/** Adds the words of pages that a phone need not load. */
export function addWords(more) {
  Object.assign(WORDS.vi, more.vi);
  Object.assign(WORDS.en, more.en);
}

export const currentLanguage = () => language;

/** Resolves when the language is the chosen one, or still the former because the words are out of reach. */
export async function chooseLanguage(chosen) {
  try {
    await fetchWords(chosen);
  } catch {
    return;
  }
  language = chosen;
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // As above: the choice then lasts as long as the page.
  }
}

/** dd/mm/yyyy HH:MM on the device's clock, in both languages: what forms and offices in Việt Nam write. */
export function moment(iso) {
  const time = new Date(iso);
  const two = (number) => String(number).padStart(2, '0');
  return (
    `${two(time.getDate())}/${two(time.getMonth() + 1)}/${time.getFullYear()} ` +
    `${two(time.getHours())}:${two(time.getMinutes())}`
  );
}
