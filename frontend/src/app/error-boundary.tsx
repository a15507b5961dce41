import { CloudOff, RotateCw } from "lucide-react";
import { Component, useCallback, useEffect, useState, type ReactNode } from "react";
import { EmptyState, ErrorState } from "@/components/states";
import { Button } from "@/components/ui/button";
import { isChunkError } from "@/lib/chunk-error";

const reloadPage = () => window.location.reload();

export class ErrorBoundary extends Component<{ children: ReactNode; reload?: () => void }, { error: unknown }> {
  state = { error: undefined as unknown };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  render() {
    if (this.state.error === undefined) return this.props.children;
    if (isChunkError(this.state.error)) return <NotLoaded reload={this.props.reload ?? reloadPage} />;
    return <ErrorState error={this.state.error} onRetry={() => this.setState({ error: undefined })} />;
  }
}

/**
 * React keeps a failed import for good, so only loading the document again recovers, and it also brings the names of the newest files.
 * Asked first whether the server can be reached: reloading without it would swap the product for the browser's own error page.
 */
function NotLoaded({ reload }: { reload: () => void }) {
  const [away, setAway] = useState(false);
  const retry = useCallback(() => {
    fetch(window.location.href, { method: "HEAD", cache: "no-store" }).then(reload, () => setAway(true));
  }, [reload]);
  useEffect(() => {
    window.addEventListener("online", retry);
    return () => window.removeEventListener("online", retry);
  }, [retry]);
  return (
    <div role="alert">
      <EmptyState
        page
        icon={CloudOff}
        title="This page could not be loaded"
        action={
          <Button variant="outline" onClick={retry}>
            <RotateCw />
            Try again
          </Button>
        }
      >
        {away
          ? "The server still cannot be reached. Check your connection."
          : "The connection was away, or the product has been updated meanwhile. Trying again loads it anew."}
      </EmptyState>
    </div>
  );
}
