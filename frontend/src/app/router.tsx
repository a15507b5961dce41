import { Compass } from "lucide-react";
import { Suspense } from "react";
import { Link, Redirect, Route, Switch, useLocation } from "wouter";
import { useSession } from "@/api/session";
import { PageSkeleton } from "@/components/page-skeleton";
import { EmptyState, ForbiddenState } from "@/components/states";
import { Button } from "@/components/ui/button";
import { mayOpen } from "@/lib/roles";
import { ErrorBoundary } from "./error-boundary";
import { routes, startPage } from "./features";

export function Router() {
  const { user } = useSession();
  const [location] = useLocation();
  const start = startPage(user.roles);
  return (
    <ErrorBoundary key={location}>
      <Suspense fallback={<PageSkeleton />}>
        <Switch>
          {start !== "/" && (
            <Route path="/">
              <Redirect to={start} replace />
            </Route>
          )}
          {/* Whoever is signed in has nothing to do at the door. */}
          <Route path="/sign-in">
            <Redirect to={start} replace />
          </Route>
          {routes.map((route) => (
            <Route key={route.path} path={route.path}>
              {mayOpen(user.roles, route.roles) ? <route.page /> : <ForbiddenState />}
            </Route>
          ))}
          <Route>
            <EmptyState
              page
              icon={Compass}
              title="There is nothing at this address"
              action={
                <Button asChild variant="outline">
                  <Link href="/">Go to the start page</Link>
                </Button>
              }
            >
              The link may be old, or the record belongs to another workspace.
            </EmptyState>
          </Route>
        </Switch>
      </Suspense>
    </ErrorBoundary>
  );
}
