// Smart Forms around one Questionnaire; the response is asked for by name.
import {
  BaseRenderer,
  getResponse,
  questionnaireStore,
  removeEmptyAnswersFromResponse,
  RendererThemeProvider,
  useBuildForm,
} from "@aehrc/smart-forms-renderer";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";

function Form({ questionnaire }) {
  return useBuildForm({ questionnaire }) ? <p>Loading</p> : <BaseRenderer />;
}

// How often it computes just now what hangs on the answers.
let computing = 0;
const { updateExpressions } = questionnaireStore.getState();
questionnaireStore.setState({
  updateExpressions: async (...given) => {
    computing += 1;
    try {
      await updateExpressions(...given);
    } finally {
      computing -= 1;
    }
  },
});
window.settled = () => computing === 0;

window.show = (questionnaire) => {
  createRoot(document.querySelector("main")).render(
    <RendererThemeProvider>
      <QueryClientProvider client={new QueryClient()}>
        <Form questionnaire={questionnaire} />
      </QueryClientProvider>
    </RendererThemeProvider>,
  );
  window.filled = () => removeEmptyAnswersFromResponse(questionnaire, getResponse());
};
