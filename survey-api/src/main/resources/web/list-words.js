// The words that the start page and the pages at the desk have in common, and the form on the phone has not.
import {addWords} from '/words.js';

addWords({
  vi: {
    title: 'Khảo sát kiến thức, thái độ, thực hành',
    formsNone: 'Chưa có phiếu hỏi nào',
    formsNoneHow: 'Khi phiếu hỏi được nạp vào hệ thống, phiếu sẽ hiện ở đây.',
    formVersion: (version) => `Phiên bản ${version}`,
    roundsTitle: 'Đợt khảo sát',
    roundsNone: 'Chưa có đợt khảo sát nào',
    roundSummary: 'Xem kết quả tổng hợp',
    startProblemHow: 'Máy chủ chưa trả lời. Hãy thử lại sau ít phút.',
    frameLink: 'Khung mẫu',
    frameTitle: 'Khung mẫu',
    analysisTitle: 'Phân tích số liệu',
    roundsLink: 'Mở và khóa đợt khảo sát',
  },

  en: {
    title: 'Survey of knowledge, attitude and practice',
    formsNone: 'No questionnaire yet',
    formsNoneHow: 'Questionnaires appear here once they have been loaded.',
    formVersion: (version) => `Version ${version}`,
    roundsTitle: 'Survey rounds',
    roundsNone: 'No survey round yet',
    roundSummary: 'See the summary',
    startProblemHow: 'The server did not answer. Try again in a few minutes.',
    frameLink: 'Sampling frame',
    frameTitle: 'Sampling frame',
    analysisTitle: 'Analysis',
    roundsLink: 'Open and lock rounds',
  },
});
