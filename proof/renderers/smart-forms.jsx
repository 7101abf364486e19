// Smart Forms around one Questionnaire; the response is asked for by name.
import {
  BaseRenderer,
  getResponse,
  removeEmptyAnswersFromResponse,
  RendererThemeProvider,
  useBuildForm,
} from "@aehrc/smart-forms-renderer";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";

function Form({ questionnaire }) {
  return useBuildForm({ questionnaire }) ? <p>Loading</p> : <BaseRenderer />;
}

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
