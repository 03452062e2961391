// The interface's own words, Vietnamese first. What belongs to a questionnaire comes from the questionnaire.

const WORDS = {
  vi: {
    brand: 'KAP Survey',
    title: 'Khảo sát kiến thức, thái độ, thực hành',
    languageGroup: 'Ngôn ngữ',
    loading: 'Đang mở…',
    home: 'Trang đầu',

    formsNone: 'Chưa có phiếu hỏi nào',
    formsNoneHow: 'Khi phiếu hỏi được nạp vào hệ thống, phiếu sẽ hiện ở đây.',
    formVersion: (version) => `Phiên bản ${version}`,
    roundsTitle: 'Đợt khảo sát',
    roundsNone: 'Chưa có đợt khảo sát nào',
    roundSummary: 'Xem kết quả tổng hợp',
    startProblemHow: 'Máy chủ chưa trả lời. Hãy thử lại sau ít phút.',

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

    failedTitle: 'Chưa gửi được',
    failedKept: 'Phỏng vấn đã được giữ nguyên trên máy này, không mất câu trả lời nào.',
    failedUnkept: 'Câu trả lời vẫn còn trên màn hình. Đừng đóng trang này trước khi gửi xong.',
    failedNetwork: 'Không kết nối được với máy chủ. Kiểm tra mạng rồi bấm “Gửi lại”.',
    failedBusy: 'Máy chủ đang bận hoặc đang bảo trì. Chờ ít phút rồi bấm “Gửi lại”.',
    failedConflict:
      'Máy chủ đã nhận một bản khác của phỏng vấn này. Cả hai bản đều được giữ; hãy báo cho giám sát viên.',
    failedRefused: (code) => `Máy chủ không nhận phỏng vấn này (mã lỗi ${code}). Hãy báo cho giám sát viên rồi thử lại.`,
    failedStrange: 'Phản hồi không phải của máy chủ khảo sát (có thể do trang đăng nhập Wi-Fi). Kiểm tra mạng rồi gửi lại.',
    retry: 'Gửi lại',

    receiptTitle: 'Đã gửi phỏng vấn',
    receiptHow: 'Máy chủ đã lưu phỏng vấn này.',
    receiptNumber: 'Số biên nhận',
    receiptTime: 'Thời gian nhận',
    receiptStatus: 'Tình trạng',
    receiptStored: 'Đã lưu',
    receiptQuarantined: 'Đã lưu, chờ kiểm tra',
    receiptQuarantinedHow: 'Giám sát viên sẽ kiểm tra phỏng vấn này trước khi đưa vào kết quả.',
    again: 'Phỏng vấn mới',

    formNotFound: 'Không tìm thấy phiếu hỏi này',
    formNotFoundHow: 'Địa chỉ có thể đã sai, hoặc phiếu hỏi chưa được nạp vào hệ thống.',
    formProblem: 'Chưa mở được phiếu hỏi',
    formProblemHow: 'Máy chủ chưa trả lời. Kiểm tra mạng rồi thử lại.',
    tryAgain: 'Thử lại',

    frameLink: 'Khung mẫu',
    frameTitle: 'Khung mẫu',

    analysisTitle: 'Phân tích số liệu',

    roundsLink: 'Mở và khóa đợt khảo sát',
  },

  en: {
    brand: 'KAP Survey',
    title: 'Survey of knowledge, attitude and practice',
    languageGroup: 'Language',
    loading: 'Opening…',
    home: 'Start page',

    formsNone: 'No questionnaire yet',
    formsNoneHow: 'Questionnaires appear here once they have been loaded.',
    formVersion: (version) => `Version ${version}`,
    roundsTitle: 'Survey rounds',
    roundsNone: 'No survey round yet',
    roundSummary: 'See the summary',
    startProblemHow: 'The server did not answer. Try again in a few minutes.',

    draftFound: 'There is an interview in progress',
    draftHow: 'The answers entered so far are kept on this device.',
    draftLine: (when, count) => `Last saved ${when} · ${count} answered`,
    draftChanged: 'The questionnaire has changed since this interview began, so it cannot be continued.',
    draftElsewhere: 'Open in another window.',
    draftContinue: 'Continue',
    draftDiscard: 'Discard this interview',
    draftDiscardSure: 'Discard this interview for good? Its answers will be deleted and cannot be recovered.',
    draftDiscardYes: 'Delete the answers',
    draftKeep: 'Keep it',
    draftNew: 'Begin a new interview',

    section: (number, count) => `Section ${number} of ${count}`,
    sectionList: 'Sections of the questionnaire',
    toAnswer: (count) => `${count} to answer`,
    allDone: 'done',
    back: 'Back',
    next: 'Continue',
    review: 'Review',
    optional: 'optional',
    several: 'More than one answer may be chosen.',
    missingGroup: 'If there is no answer',
    acknowledge: 'Read and agreed',
    between: (start, end) => `From ${start} to ${end}.`,
    rankHow: 'Put in order with the arrows, the most important on top.',
    rankKeep: 'Keep this order',
    up: 'Move up',
    down: 'Move down',
    geopointHow: 'Latitude and longitude, for instance 20.8651 106.6838.',
    geopointAsk: 'Use the position of this device',
    geopointAsking: 'Finding the position…',
    geopointFailed: 'The device did not tell its position. Try again outdoors, or type it.',
    row: (label, number) => `${label} – ${number}`,
    noRows: 'No row yet.',
    rowAdd: 'Add a row',
    rowRemove: 'Remove this row',
    rowRemoveSure: 'Remove this row and the answers in it for good?',
    rowRemoveYes: 'Remove',
    rowKeep: 'Keep it',
    handOverTitle: 'Hand the device to the respondent',
    handOverHow: (label) =>
      `The respondent fills in the part “${label}” alone, and nobody else sees it. What was asked before is hidden.`,
    handOverYes: 'I am the respondent, begin',
    handBackTitle: 'Thank you',
    handBackHow: 'Please hand the device back to the interviewer. Your answers are hidden now.',
    handBackYes: 'I am the interviewer, continue',
    selfFilled: 'The respondent filled in this part alone; the answers are kept private.',
    mendTitle: (count) => (count === 1 ? '1 question needs another look' : `${count} questions need another look`),
    mendHow: 'Tap a question to complete or mend it.',
    mendLater: 'Later, go on to the next section',
    saving: 'Saving…',
    saved: 'Saved on this device',
    notSaved: 'This device cannot keep a draft. Do not close the page before sending.',

    reviewTitle: 'Review and finish',
    reviewGood: 'Every question that applies has an answer.',
    reviewMend: (count) => (count === 1 ? '1 question is unanswered or needs mending' : `${count} questions are unanswered or need mending`),
    reviewMendHow: 'Complete the questions below, or finish early if the respondent cannot go on.',
    reviewMore: (count) => `and ${count} more, shown in each section below.`,
    noAnswer: 'Not answered yet',
    edit: 'Change this section',
    outcomeTitle: 'Outcome of the interview',
    outcome: {
      complete: 'Complete',
      partial: 'Broken off',
      refusal: 'Refused',
      ineligible: 'Not eligible',
      'non-contact': 'Not met',
      other: 'Not interviewed for another reason',
      'unknown-household': 'Household not found',
    },
    finish: 'Finish and send',
    finishEarly: 'Finish early',
    earlySure: 'Finish this interview early?',
    earlyHow: 'The answers given so far are sent; the others are recorded as not answered. Nothing can be changed afterwards.',
    earlyYes: 'Finish and send',
    earlyNo: 'Go on asking',
    sending: 'Sending…',

    failedTitle: 'Not sent yet',
    failedKept: 'The interview is kept on this device; no answer is lost.',
    failedUnkept: 'The answers are still on the screen. Do not close this page before they are sent.',
    failedNetwork: 'The server could not be reached. Check the network, then press “Send again”.',
    failedBusy: 'The server is busy or under maintenance. Wait a few minutes, then press “Send again”.',
    failedConflict: 'The server already has another copy of this interview. Both are kept; tell the supervisor.',
    failedRefused: (code) => `The server did not accept this interview (error ${code}). Tell the supervisor, then try again.`,
    failedStrange: 'The reply did not come from the survey server (perhaps a Wi-Fi login page). Check the network and send again.',
    retry: 'Send again',

    receiptTitle: 'Interview sent',
    receiptHow: 'The server has stored this interview.',
    receiptNumber: 'Receipt number',
    receiptTime: 'Received at',
    receiptStatus: 'Status',
    receiptStored: 'Stored',
    receiptQuarantined: 'Stored, to be checked',
    receiptQuarantinedHow: 'A supervisor will check this interview before it enters the results.',
    again: 'New interview',

    formNotFound: 'This questionnaire was not found',
    formNotFoundHow: 'The address may be wrong, or the questionnaire has not been loaded yet.',
    formProblem: 'The questionnaire could not be opened',
    formProblemHow: 'The server did not answer. Check the network, then try again.',
    tryAgain: 'Try again',

    frameLink: 'Sampling frame',
    frameTitle: 'Sampling frame',

    analysisTitle: 'Analysis',

    roundsLink: 'Open and lock rounds',
  },
};

const KEY = 'kap-language';
let language = 'vi';
try {
  if (localStorage.getItem(KEY) === 'en') language = 'en';
} catch {
  // Storage may be forbidden; the page then starts in Vietnamese each time.
}

export const words = () => WORDS[language];

/** Adds the words of pages that a phone need not load. */
export function addWords(more) {
  Object.assign(WORDS.vi, more.vi);
  Object.assign(WORDS.en, more.en);
}

export const currentLanguage = () => language;

export function chooseLanguage(chosen) {
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
