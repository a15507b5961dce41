import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Order } from "@/api/types";
import { StatusBadge } from "@/components/status-badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogClose, DialogContent, DialogDescription, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { useLinkCampaign } from "../mutations";
import { campaignChoices } from "../queries";

export function LinkCampaignsDialog({ order, open, onOpenChange }: { order: Order; open: boolean; onOpenChange: (open: boolean) => void }) {
  const campaigns = useQuery({ ...campaignChoices(), enabled: open });
  const link = useLinkCampaign(order.id);
  const [text, setText] = useState("");
  const linked = new Set(order.campaigns?.map((campaign) => campaign.id));
  const shown = (campaigns.data?.items ?? []).filter((campaign) => campaign.name.toLowerCase().includes(text.toLowerCase()));
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Link campaigns</DialogTitle>
          <DialogDescription>Approved leads of linked campaigns are delivered to {order.clientName}.</DialogDescription>
        </DialogHeader>
        <div className="px-5 pb-3">
          <Input
            type="search"
            aria-label="Find a campaign"
            placeholder="Find a campaign"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <ul className="min-h-24 divide-y overflow-y-auto border-t">
          {shown.map((campaign) => (
            <li key={campaign.id}>
              <label htmlFor={`link-${campaign.id}`} className="flex min-h-11 items-center gap-3 px-5 text-table hover:bg-hover">
                <Checkbox
                  id={`link-${campaign.id}`}
                  checked={linked.has(campaign.id)}
                  disabled={link.isPending}
                  onCheckedChange={(on) => link.mutate({ campaignId: campaign.id, linked: on === true })}
                />
                <span className="min-w-0 flex-1 truncate font-medium">{campaign.name}</span>
                <StatusBadge status={campaign.status} />
              </label>
            </li>
          ))}
          {campaigns.data && shown.length === 0 && (
            <li className="px-5 py-4 text-table text-muted-foreground">No campaign has this name.</li>
          )}
        </ul>
        <DialogFooter>
          <DialogClose asChild>
            <Button>Done</Button>
          </DialogClose>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
